import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SCRIPTS = join(__dirname, '..', '..', 'scripts');

/** Stands in for the compiler: writes what the build is to leave, and changes a source where it is told to. */
const COMPILER = `
const { existsSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const out = process.argv.includes('--outDir') ? process.argv.at(-1) + '/core/src/index.js' : 'apps/sample-api/dist/main.js';
mkdirSync(require('node:path').dirname(out), { recursive: true });
writeFileSync(out, '');
if (existsSync('edit')) {
  writeFileSync('libs/core/src/index.ts', '// edited during the build');
  rmSync('edit', { force: true });
}
process.exitCode = existsSync('break') ? 2 : 0;
`;

describe('a build where one is due', () => {
  let root: string;
  const write = (path: string, text = ''): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const run = (script: string): { status: number | null; said: string } => {
    const { status, stderr } = spawnSync(process.execPath, [`scripts/${script}.mjs`], { cwd: root, encoding: 'utf8' });
    return { status, said: stderr.trim() };
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'build-'));
    cpSync(SCRIPTS, join(root, 'scripts'), { recursive: true });
    write('node_modules/typescript/bin/tsc', COMPILER);
    for (const source of ['libs/core/src/index.ts', 'apps/sample-api/src/main.ts', 'tsconfig.base.json']) {
      write(source);
      utimesSync(join(root, source), 1, 1);
    }
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('says so in one line, and does nothing more until a source changes', () => {
    expect(run('build-if-stale')).toEqual({ status: 0, said: 'building (first start, about 20 s)…' });
    expect(run('build-if-stale')).toEqual({ status: 0, said: '' });
    write('libs/core/src/index.ts', '// edited');
    expect(run('build-if-stale').said).toBe('building (sources have changed)…');
  });

  it('is not due after npm run build', () => {
    expect(run('build').status).toBe(0);
    expect(run('build-if-stale')).toEqual({ status: 0, said: '' });
  });

  it('is due again when a source was changed while it ran', () => {
    write('edit');
    expect(run('build').status).toBe(0);
    expect(run('build-if-stale').said).toBe('building (sources have changed)…');
    expect(run('build-if-stale').said).toBe('');
  });

  it('that fails is due again, and ends with an error', () => {
    write('break');
    expect(run('build').status).not.toBe(0);
    expect(run('build-if-stale').status).not.toBe(0);
    rmSync(join(root, 'break'));
    expect(run('build-if-stale').status).toBe(0);
    expect(run('build-if-stale')).toEqual({ status: 0, said: '' });
  });
});
