const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const slow = require('./test/setup/slow-specs.cjs');

// Read by `pairedPlatforms` of core/testing.
process.env.TEST_PAIRS = 'other';

const isPaired = (file) => /\b(pairedPlatforms|platforms)\(/.test(readFileSync(file, 'utf8'));
const specs = ['libs', 'apps', 'test'].flatMap((folder) =>
  readdirSync(join(__dirname, folder), { recursive: true })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\.(e2e-)?spec\.ts$/.test(file) && !/\/(node_modules|dist)\//.test(file)),
);

/**
 * What proves more than a few minutes allow: the `*.long-spec.ts` beside the other tests, the slow ones of those, and what runs on pairs of a database and an
 * HTTP server once more on the other pairs.
 */
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: [
    '**/*.long-spec.ts',
    ...slow.map((file) => `**/${file}`),
    ...specs.filter((file) => isPaired(join(__dirname, file))).map((file) => `**/${file}`),
  ],
  testTimeout: 600_000,
};
