// Builds libraries and application, and leaves a stamp that is as old as the sources were when they were read: what changes during a build is newer.
import { execFileSync } from 'node:child_process';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const stamp = join(root, '.cache', 'built');
const node = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });

const read = new Date();
try {
  node('scripts/build-libs.mjs');
  node('node_modules/typescript/bin/tsc', '-p', 'apps/sample-api/tsconfig.build.json');
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stamp, `${read.toISOString()}\n`);
  utimesSync(stamp, read, read);
} catch ({ status }) {
  // The compiler has said why.
  process.exitCode = status ?? 1;
}
