import { type DataSourceOptions } from 'typeorm';
import { SqliteDriver } from './sqlite-driver.js';

type SqliteOptions = Extract<DataSourceOptions, { type: 'better-sqlite3' }>;

/**
 * Options of a TypeORM DataSource on an SQLite file, through Node's own SQLite or its backport.
 *
 * @param database path of the file, or `:memory:`
 */
export const sqliteOptions = (database: string): SqliteOptions => ({
  type: 'better-sqlite3',
  database,
  driver: SqliteDriver,
  enableWAL: true,
  prepareDatabase: (connection: SqliteDriver) => {
    connection.pragma('synchronous = NORMAL');
    connection.pragma('busy_timeout = 5000');
  },
});
