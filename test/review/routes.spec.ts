import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplication } from '@nestjs/common';
import { createApplication } from '../../apps/sample-api/src/app.setup.js';
import { loadSettings } from '../../apps/sample-api/src/config/load-settings.js';
import { declaredRoutes } from './declared-routes.js';

/** Who adds a route, or takes a requirement away, has this list changed, and whoever reviews it reads what is open to everybody. */
describe('the routes of the sample application', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nest-privacy-routes-'));
  let app: INestApplication;

  beforeAll(async () => {
    app = await createApplication(loadSettings({ DATA_DIR: folder, LOG_LEVEL: 'error', NODE_ENV: 'test' }));
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('ask for the consent and the scope that are written down here', () => {
    expect(declaredRoutes(app).join('\n')).toMatchSnapshot();
  });

  it('are all there beneath /admin with a scope', () => {
    const admin = declaredRoutes(app).filter((route) => route.startsWith('/admin'));
    expect(admin.length).toBeGreaterThan(10);
    expect(admin.filter((route) => !route.includes(': scope '))).toEqual([]);
  });
});
