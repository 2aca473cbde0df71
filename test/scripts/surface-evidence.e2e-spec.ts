import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

describe('the pictures of the notice', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pictures-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('end with an error, and leave nothing running, where the browser does not start', () => {
    const { status, signal, stderr } = spawnSync(
      process.execPath,
      [join('scripts', 'run-ts.cjs'), join('scripts', 'surface-evidence', 'main.ts'), folder],
      {
        cwd: ROOT,
        env: { ...process.env, BROWSER_PATH: '/bin/false', FIREFOX_PATH: '/bin/false' },
        encoding: 'utf8',
        timeout: 60_000,
      },
    );
    expect({ status, signal }).toEqual({ status: 1, signal: null });
    expect(stderr).toContain('/bin/false');
  }, 90_000);
});
