/** Tests run the TypeScript sources; `NEST_MAJOR=12` swaps every @nestjs package for the copy in compat/nest12, `TYPEORM_MAJOR=0.3` TypeORM for its earlier line. */
const { compiler } = require('./scripts/typescript-hook.cjs');
const slow = require('./test/setup/slow-specs.cjs');

const nest12 = process.env.NEST_MAJOR === '12' ? require('./compat/nest12/jest.cjs') : {};
const typeorm03 = process.env.TYPEORM_MAJOR === '0.3' ? { '^typeorm$': '<rootDir>/node_modules/typeorm-0.3' } : {};

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testMatch: ['**/*.{spec,e2e-spec}.ts', ...slow.map((file) => `!**/${file}`)],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json', 'node'],
  modulePathIgnorePatterns: [
    '<rootDir>/(libs|apps)/[^/]+/dist/',
    ...(nest12.moduleNameMapper ? [] : ['<rootDir>/compat/']),
    '<rootDir>/test/packaging/fixtures/',
  ],
  transform: {
    '^.+\\.ts$': ['@swc/jest', compiler],
    ...nest12.transform,
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@nest-privacy/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@nest-privacy/([^/]+)/package\\.json$': '<rootDir>/libs/$1/package.json',
    '^@nest-privacy/([^/]+)/([^/]+(?:/[^/]+)?)$': '<rootDir>/libs/$1/src/$2/index.ts',
    ...typeorm03,
    ...nest12.moduleNameMapper,
  },
  transformIgnorePatterns: nest12.transformIgnorePatterns ?? ['/node_modules/'],
  runtime: '<rootDir>/test/setup/runtime.cjs',
  globalSetup: '<rootDir>/test/setup/servers.cjs',
  globalTeardown: '<rootDir>/test/setup/teardown.cjs',
  cacheDirectory: '<rootDir>/.cache/jest',
  // Far more than any takes: only a machine that is busy with others too comes near it.
  testTimeout: 90_000,
  maxWorkers: 2,
};
