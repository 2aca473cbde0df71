// Builds libraries and application when a source is newer than the last build, so that `npm start` and `npm test`
// need no separate step and cost nothing when there is nothing to do.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const stamp = join(root, '.cache', 'built');

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const newest = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/[\\/](dist|node_modules)([\\/]|$)/.test(entry.parentPath))
    .reduce((latest, entry) => Math.max(latest, modified(join(entry.parentPath, entry.name))), 0);

const inputs = [
  ...['libs', 'apps'].map((folder) => newest(join(root, folder))),
  modified(join(root, 'tsconfig.base.json')),
];
const outputs = ['libs/core/dist/cjs/index.js', 'libs/core/dist/esm/index.js', 'apps/sample-api/dist/main.js'];
const complete = outputs.every((output) => modified(join(root, output)) > 0);

if (!complete || Math.max(...inputs) > modified(stamp)) {
  const started = Date.now();
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stamp, `${new Date(started).toISOString()}\n`);
}
