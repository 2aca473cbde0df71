// Builds every library in both module formats. One compiler run per format covers all libraries, then each
// library receives its own part, so that a sibling is never copied into another's package. Both formats are built at once.
// The client has a run of its own: with the browser's types and without Node's, which nothing else sees. It also ships files for browsers.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
// As deep below the root as a library's dist, so that source maps stay right when the files move.
const staging = join(root, '.cache');
const formats = { cjs: { module: 'commonjs', type: 'commonjs' }, esm: { module: 'esnext', type: 'module' } };
const libs = readdirSync(join(root, 'libs')).filter((name) => existsSync(join(root, 'libs', name, 'src', 'index.ts')));
const hasClient = libs.includes('client');
const programs = ['tsconfig.libs.json', ...(hasClient ? ['tsconfig.client.json'] : [])];

async function compile(module, out) {
  rmSync(out, { recursive: true, force: true });
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  for (const program of programs) {
    const args = [compiler, '-p', program, '--module', module, '--outDir', out];
    const [code] = await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'exit');
    if (code !== 0) process.exit(1);
  }
}

/** Which modules of a format do something when they are imported, as bundlers ask it of the nearest package.json. */
function sideEffectsOf(lib, format) {
  const manifest = join(root, 'libs', lib, 'package.json');
  const { sideEffects = false } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
  if (sideEffects === false) return false;
  const folder = `./dist/${format}/`;
  return sideEffects.filter((path) => path.startsWith(folder)).map((path) => path.replace(folder, './'));
}

function distribute(format, type, out) {
  for (const lib of libs) {
    const dist = join(root, 'libs', lib, 'dist', format);
    rmSync(dist, { recursive: true, force: true });
    mkdirSync(dist, { recursive: true });
    cpSync(join(out, lib, 'src'), dist, { recursive: true });
    const manifest = { type, sideEffects: sideEffectsOf(lib, format) };
    writeFileSync(join(dist, 'package.json'), JSON.stringify(manifest) + '\n');
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
if (hasClient) {
  const { buildBrowserFiles } = await import('./client/browser-files.cjs');
  await buildBrowserFiles();
}
