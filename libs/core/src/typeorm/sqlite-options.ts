import { type DataSourceOptions } from 'typeorm';
import { SqliteDriver } from './sqlite-driver.js';

type SqliteOptions = Extract<DataSourceOptions, { type: 'better-sqlite3' }>;

/** Later versions of TypeORM say `new`, and the first ones of its line 0.3 do not. */
function openConnection(...given: ConstructorParameters<typeof SqliteDriver>): SqliteDriver {
  return new SqliteDriver(...given);
}

/**
 * Options of a TypeORM DataSource on an SQLite file, through Node's own SQLite or its backport. What is committed is on disk
 * (`synchronous = FULL`, a write-ahead log), what is deleted is overwritten, a new file is readable by its owner alone, and no statement blocks the event loop for another process:
 * it fails with `SQLITE_BUSY` at once, and core's `transact`, `write` and `snapshot` try again for five seconds.
 *
 * @param database path of the file, or `:memory:`
 */
export const sqliteOptions = (database: string): SqliteOptions => ({
  type: 'better-sqlite3',
  database,
  driver: openConnection,
  prepareDatabase: (connection: SqliteDriver) => {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('busy_timeout = 0');
    connection.pragma('secure_delete = ON');
  },
});
