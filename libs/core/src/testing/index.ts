export { CONTRIBUTOR_CONTRACT, type ContributorContract, type ContributorProof } from './contributor-contract.js';
export { eventually, waitUntil } from './eventually.js';
export { exchange } from './exchange.js';
export { ManualClock } from './manual-clock.js';
export { METRICS_CONTRACT, type MetricsContract, type RecordedMetrics } from './metrics-contract.js';
export { demand, type PortContract } from './port-contract.js';
export { type AdapterName, startTestApp, TEST_ADAPTERS, type TestApp, type TestAppOptions } from './test-app.js';
export { type DisposableDatabase, storageDatabases, type TestDatabase, testDatabases } from './test-databases.js';
export { mmdbFile } from './mmdb-file.js';
