// Builds every library in both module formats. One compiler run per format covers all libraries, then each
// library receives its own part, so that a sibling is never copied into another's package.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
// As deep below the root as a library's dist, so that source maps stay right when the files move.
const staging = join(root, '.cache');
const formats = { cjs: { module: 'commonjs', type: 'commonjs' }, esm: { module: 'esnext', type: 'module' } };
const libs = readdirSync(join(root, 'libs')).filter((name) => existsSync(join(root, 'libs', name, 'src', 'index.ts')));

for (const [format, { module, type }] of Object.entries(formats)) {
  const out = join(staging, format);
  rmSync(out, { recursive: true, force: true });
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.libs.json', '--module', module, '--outDir', out],
    { cwd: root, stdio: 'inherit' },
  );
  for (const lib of libs) {
    const dist = join(root, 'libs', lib, 'dist', format);
    rmSync(dist, { recursive: true, force: true });
    mkdirSync(dist, { recursive: true });
    cpSync(join(out, lib, 'src'), dist, { recursive: true });
    writeFileSync(join(dist, 'package.json'), JSON.stringify({ type, sideEffects: false }) + '\n');
  }
  rmSync(out, { recursive: true, force: true });
}
