import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SqliteDriver } from '@nest-privacy/core/typeorm';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { Visitor } from './visitor.js';

const run = promisify(execFile);
const ROOT = join(__dirname, '..', '..', '..');
const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(32)];
const SECRETS = 's'.repeat(32);
const ME = { 'X-User': 'ada@example.com' };
const GRANT = { decisions: { STATISTICS: 'granted' } };

/** Whatever time passes, no erasure ends, so that the key of each stays. */
function holdErasuresOpen(dataDirectory: string): void {
  const database = new SqliteDriver(join(dataDirectory, 'nest-privacy.sqlite'));
  database.exec(`CREATE TRIGGER hold_open BEFORE UPDATE ON privacy_rights_request WHEN NEW.state = 'completed'
    BEGIN SELECT RAISE(IGNORE); END`);
  database.close();
}

describe('users whom a proxy has log in', () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'sample-api-users-'));
  const variables = { DATA_DIR, SECRETS, TRUSTED_PROXIES: '127.0.0.1', USER_HEADER: 'X-User' };
  let app: AppProcess;

  afterAll(() => rmSync(DATA_DIR, { recursive: true, force: true }));
  afterEach(() => app.stop());

  const decisionsAt = async (visitor: Visitor): Promise<object> => (await visitor.consent()).decisions;
  const foundOf = async (userId: string): Promise<number> => {
    const path = `/consent/records?userId=${encodeURIComponent(userId)}`;
    return (await new Admin(app).ask<{ items: unknown[] }>('GET', path)).body.items.length;
  };

  it('share their consent among all devices, and are found by an administrator', async () => {
    app = await startProcess({ ...variables, ENCRYPTION_KEYS: OLD });
    const [phone, laptop] = [new Visitor(app), new Visitor(app)];
    expect((await phone.send('POST', '/consent', GRANT, ME)).status).toBe(201);
    await laptop.send('POST', '/consent', { decisions: { MARKETING: 'denied' } }, ME);
    for (const device of [phone, laptop])
      expect(await decisionsAt(device)).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
    expect(await foundOf(ME['X-User'])).toBe(3);
    expect(await foundOf('nobody')).toBe(0);
    holdErasuresOpen(DATA_DIR);
    const leaving = await new Visitor(app).send('POST', '/privacy/erase', undefined, { 'X-User': 'bob@example.com' });
    expect(leaving.status).toBe(202);
  });

  it('stay the same while the key is exchanged', async () => {
    await expect(startProcess({ ...variables, ENCRYPTION_KEYS: NEW })).rejects.toThrow('ENCRYPTION_KEY_UNKNOWN');
    const both = { ...variables, ENCRYPTION_KEYS: `${NEW},${OLD}` };
    const rewrap = async (packageName: string): Promise<string> => {
      const tool = `apps/sample-api/dist/tools/${packageName}-rewrap.js`;
      return (await run(process.execPath, [tool], { cwd: ROOT, env: { ...process.env, ...both, NODE_ENV: 'test' } }))
        .stdout;
    };
    expect(await rewrap('consent')).toMatch(/^1 keys were wrapped anew/m);
    expect(await rewrap('rights')).toMatch(/^1 keys were wrapped anew/m);
    app = await startProcess({ ...variables, ENCRYPTION_KEYS: NEW });
    expect(await foundOf(ME['X-User'])).toBe(3);
  });

  it('are nobody where the header does not come from a trusted proxy', async () => {
    app = await startProcess({ ...variables, ENCRYPTION_KEYS: NEW, TRUSTED_PROXIES: '192.0.2.1' });
    await new Visitor(app).send('POST', '/consent', GRANT, ME);
    expect(await foundOf(ME['X-User'])).toBe(3);
  });
});
