/** Specs that kill, freeze and start whole processes, or run a suite again on something else: `npm run test:long` runs them, `npm test` what they build upon. */
module.exports = [
  'apps/sample-api/test/docs-page.e2e-spec.ts',
  'apps/sample-api/test/drain.e2e-spec.ts',
  'apps/sample-api/test/operations.e2e-spec.ts',
  'apps/sample-api/test/start-faults.e2e-spec.ts',
  'libs/analytics/src/bull/redis-outage.spec.ts',
  'libs/analytics/src/typeorm/salt-destruction.spec.ts',
  'test/e2e/frozen-end.e2e-spec.ts',
  'test/e2e/kill-nine.e2e-spec.ts',
  'test/e2e/postgres-outage.e2e-spec.ts',
  'test/e2e/redis-outage.e2e-spec.ts',
  'test/e2e/two-processes.e2e-spec.ts',
  'test/e2e/verify-commands.e2e-spec.ts',
  'test/hosts/table-names.spec.ts',
  'test/hosts/typeorm-0.3.spec.ts',
  'test/packaging/packaging.e2e-spec.ts',
  'test/replay/replay-program.e2e-spec.ts',
];
