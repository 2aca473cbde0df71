// Runs the whole suite on Nest 12: `npm run test:nest12 -- <jest arguments>`.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const compat = join(root, 'compat', 'nest12');
const run = (command, args, cwd, env = {}) =>
  execFileSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });

if (!existsSync(join(compat, 'node_modules'))) run('npm', ['ci', '--no-audit', '--no-fund'], compat);
run(process.execPath, [join(root, 'scripts', 'build-if-stale.mjs')], root);
run(process.execPath, [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...process.argv.slice(2)], root, {
  NEST_MAJOR: '12',
});
