// Builds every library in both module formats. One compiler run per format covers all libraries, then each
// library receives its own part, so that a sibling is never copied into another's package. Both formats are built at once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
// As deep below the root as a library's dist, so that source maps stay right when the files move.
const staging = join(root, '.cache');
const formats = { cjs: { module: 'commonjs', type: 'commonjs' }, esm: { module: 'esnext', type: 'module' } };
const libs = readdirSync(join(root, 'libs')).filter((name) => existsSync(join(root, 'libs', name, 'src', 'index.ts')));

async function compile(module, out) {
  rmSync(out, { recursive: true, force: true });
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '-p', 'tsconfig.libs.json', '--module', module, '--outDir', out];
  const [code] = await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'exit');
  if (code !== 0) process.exit(1);
}

function distribute(format, type, out) {
  for (const lib of libs) {
    const dist = join(root, 'libs', lib, 'dist', format);
    rmSync(dist, { recursive: true, force: true });
    mkdirSync(dist, { recursive: true });
    cpSync(join(out, lib, 'src'), dist, { recursive: true });
    writeFileSync(join(dist, 'package.json'), JSON.stringify({ type, sideEffects: false }) + '\n');
  }
  rmSync(out, { recursive: true, force: true });
}

await Promise.all(
  Object.entries(formats).map(async ([format, { module, type }]) => {
    const out = join(staging, format);
    await compile(module, out);
    distribute(format, type, out);
  }),
);
