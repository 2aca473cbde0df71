// Runs the whole suite on every supported Node, each with Nest 11 and Nest 12, and with TypeORM 1 and, on Nest 11, TypeORM 0.3:
// `npm run test:matrix -- [--node 22] [--nest 12] [--typeorm 0.3] [jest arguments]`.
// The Node binaries come from npm, where they are published per platform.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const root = new URL('..', import.meta.url).pathname;
const home = join(root, '.cache', 'nodes');
const platform = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

const { values, positionals } = parseArgs({
  options: {
    node: { type: 'string', multiple: true },
    nest: { type: 'string', multiple: true },
    typeorm: { type: 'string', multiple: true },
  },
  allowPositionals: true,
});
const nodes = values.node ?? ['20', '22', '24'];
const nests = values.nest ?? ['11', '12'];
const lines = nests.flatMap((nest) =>
  (values.typeorm ?? (nest === '11' ? ['1', '0.3'] : ['1'])).map((typeorm) => ({ nest, typeorm })),
);

function nodeBinary(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const binary = join(home, 'node_modules', `node${major}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(binary)) {
    mkdirSync(home, { recursive: true });
    const spec = `node${major}@npm:${platform}@${major}`;
    execFileSync('npm', ['install', '--prefix', home, '--no-audit', '--no-fund', spec], { stdio: 'inherit' });
  }
  return binary;
}

const results = [];
for (const major of nodes) {
  const binary = nodeBinary(major);
  const version = execFileSync(binary, ['--version']).toString().trim();
  for (const { nest, typeorm } of lines) {
    console.log(`\n=== Node ${version}, Nest ${nest}, TypeORM ${typeorm} ===`);
    const script = nest === '12' ? join('scripts', 'test-nest12.mjs') : join('node_modules', 'jest', 'bin', 'jest.js');
    const path = `${dirname(binary)}${delimiter}${process.env.PATH}`;
    const env = { ...process.env, PATH: path, TYPEORM_MAJOR: typeorm };
    execFileSync(binary, [join(root, 'scripts', 'build-if-stale.mjs')], { cwd: root, stdio: 'inherit', env });
    const { status } = spawnSync(binary, [join(root, script), ...positionals], { cwd: root, stdio: 'inherit', env });
    results.push({ node: version, nest, typeorm, result: status === 0 ? 'passed' : 'FAILED' });
  }
}
console.table(results);
process.exitCode = results.every(({ result }) => result === 'passed') ? 0 : 1;
