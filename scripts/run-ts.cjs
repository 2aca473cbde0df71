// Runs a TypeScript program of this repository without a build step of its own: `node scripts/run-ts.cjs <file.ts> [arguments]`.
// The suite's packages are taken as built, like in an application.
const { resolve } = require('node:path');
const { requireTypeScript } = require('./typescript-hook.cjs');

requireTypeScript('built');
const entry = resolve(process.argv[2]);
process.argv.splice(1, 2, entry);
require(entry);
