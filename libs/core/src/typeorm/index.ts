export { type AppendOnlyGuard, type AppendOnlyTable, appendOnlyV1 } from './append-only/append-only-v1.js';
export { ensureAppendOnly, missingTriggers } from './append-only/ensure-append-only.js';
export { bigNumber, identifier, instant, json } from './columns.js';
export { type Dialect, dialectOf } from './dialect.js';
export { schemaDrift } from './schema-drift.js';
export { SqliteDriver } from './sqlite-driver.js';
export { sqliteOptions } from './sqlite-options.js';
export { read, snapshot, transact, write } from './transact.js';
export { isUniqueViolation } from './unique-violation.js';
