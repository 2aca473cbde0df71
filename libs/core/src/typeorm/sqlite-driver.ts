import { loadSqlite, type SqliteConnection, type SqliteStatement } from './sqlite-library.js';

/** Statements that give rows back. A `RETURNING` clause makes a writing one do so too. */
const READS = /^\s*(SELECT|WITH|VALUES|EXPLAIN|PRAGMA)\b|\bRETURNING\b/i;

interface Statement {
  readonly reader: boolean;
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): ReturnType<SqliteStatement['run']>;
}

/** SQLite answers with numbers; TypeORM knows the failures of SQLite by the names of better-sqlite3. */
const CODES: Readonly<Record<number, string>> = {
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
  787: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  1299: 'SQLITE_CONSTRAINT_NOTNULL',
  275: 'SQLITE_CONSTRAINT_CHECK',
  1811: 'SQLITE_CONSTRAINT_TRIGGER',
  5: 'SQLITE_BUSY',
};

function named<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = CODES[(error as { errcode?: number }).errcode ?? 0];
    if (code !== undefined) Object.assign(error as object, { code });
    throw error;
  }
}

/** Makes `node:sqlite` look like better-sqlite3, which is what TypeORM's driver speaks. Meant as its `driver` option. */
export class SqliteDriver {
  private readonly connection: SqliteConnection;

  constructor(path: string, options: { readonly readonly?: boolean; readonly timeout?: number } = {}) {
    const { DatabaseSync } = loadSqlite();
    this.connection = new DatabaseSync(path, {
      readOnly: options.readonly ?? false,
      timeout: options.timeout ?? 5_000,
    });
  }

  prepare(sql: string): Statement {
    const statement = named(() => this.connection.prepare(sql));
    return {
      reader: READS.test(sql),
      all: (...parameters) => named(() => statement.all(...parameters)),
      run: (...parameters) => named(() => statement.run(...parameters)),
    };
  }

  pragma(source: string): unknown[] {
    return this.connection.prepare(`PRAGMA ${source}`).all();
  }

  exec(sql: string): void {
    named(() => this.connection.exec(sql));
  }

  /** Folds the write-ahead log into the file, so that the one file is the whole database. */
  close(): void {
    this.pragma('wal_checkpoint(TRUNCATE)');
    this.connection.close();
  }
}
