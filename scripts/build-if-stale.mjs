// Builds libraries and application when a source is newer than the last build, so that `npm start` and `npm test`
// need no separate step and cost nothing when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;

const modified = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const filesOf = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/[\\/](dist|node_modules)([\\/]|$)/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));

const inputs = ['tsconfig.base.json', 'tsconfig.libs.json', ...filesOf('libs'), ...filesOf('apps')];
const outputs = ['libs/core/dist/cjs/index.js', 'libs/core/dist/esm/index.js', 'apps/sample-api/dist/main.js'];
const isFirst = outputs.some((output) => modified(output) === 0);
const built = modified('.cache/built');

if (isFirst || inputs.some((input) => modified(input) > built)) {
  console.error(isFirst ? 'building (first start, about 20 s)…' : 'building (sources have changed)…');
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
