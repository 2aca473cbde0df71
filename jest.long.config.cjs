/** What proves more than a few minutes allow: the `*.long-spec.ts` beside the other tests. */
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['**/*.long-spec.ts'],
  testTimeout: 600_000,
};
