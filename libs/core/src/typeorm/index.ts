export { bigNumber, identifier, instant, json } from './columns.js';
export { type Dialect, dialectOf } from './dialect.js';
export { schemaDrift } from './schema-drift.js';
export { SqliteDriver } from './sqlite-driver.js';
export { sqliteOptions } from './sqlite-options.js';
export { transact, write } from './transact.js';
export { isUniqueViolation } from './unique-violation.js';
