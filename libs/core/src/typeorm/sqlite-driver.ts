import { closeSync, openSync } from 'node:fs';
import { withCode } from './sqlite-codes.js';
import { loadSqlite, type SqliteConnection, type SqliteStatement } from './sqlite-library.js';

/** Statements that give rows back. A `RETURNING` clause makes a writing one do so too. */
const READS = /^\s*(SELECT|WITH|VALUES|EXPLAIN|PRAGMA)\b|\bRETURNING\b/i;

/** The words by which TypeORM begins a transaction and undoes one. */
const BEGIN = 'BEGIN TRANSACTION';
const ROLLBACK = 'ROLLBACK';

/** How long opening waits for another process, in milliseconds; nothing is served yet, so that it may block. */
const OPENING_PATIENCE = 5_000;

type Changes = ReturnType<SqliteStatement['run']>;

interface Statement {
  readonly reader: boolean;
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): Changes;
}

const NO_CHANGES: Changes = { changes: 0, lastInsertRowid: 0 };

/** For its owner alone; SQLite gives what it puts beside the file the same mode. */
function createPrivately(path: string): void {
  if (path === '' || path.startsWith(':')) return;
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch {
    // SQLite says better what is wrong with a file that cannot be opened.
  }
}

/** Makes `node:sqlite` look like better-sqlite3, which is what TypeORM's driver speaks. Meant as its `driver` option. */
export class SqliteDriver {
  private readonly connection: SqliteConnection;
  /** Whether {@link reserve} began a transaction that TypeORM has not taken over yet. */
  private reserved = false;

  constructor(path: string, { readonly: readOnly = false }: { readonly readonly?: boolean } = {}) {
    const { DatabaseSync } = loadSqlite();
    if (!readOnly) createPrivately(path);
    this.connection = withCode(() => new DatabaseSync(path, { readOnly, timeout: OPENING_PATIENCE }));
  }

  prepare(sql: string): Statement {
    const statement = withCode(() => this.connection.prepare(sql));
    const run = (...parameters: unknown[]): Changes => withCode(() => statement.run(...parameters));
    return {
      reader: READS.test(sql),
      all: (...parameters) => withCode(() => statement.all(...parameters)),
      run: sql === BEGIN ? () => this.begin(run) : sql === ROLLBACK ? () => this.rollback(run) : run,
    };
  }

  pragma(source: string): unknown[] {
    return withCode(() => this.connection.prepare(`PRAGMA ${source}`).all());
  }

  exec(sql: string): void {
    withCode(() => this.connection.exec(sql));
  }

  /**
   * Takes the right to write for the transaction that begins next, so that this one has nothing left to wait for.
   *
   * @throws `SQLITE_BUSY` while another process has it
   */
  reserve(): void {
    if (this.reserved) return;
    this.exec('BEGIN IMMEDIATE');
    this.reserved = true;
  }

  /** Gives back a right that no transaction made use of. */
  release(): void {
    if (!this.reserved) return;
    this.reserved = false;
    this.exec(ROLLBACK);
  }

  /** Folds the write-ahead log into the file, so that the one file is the whole database. */
  close(): void {
    try {
      this.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // What a full disk leaves in the log is read from there the next time.
    }
    this.connection.close();
  }

  private begin(run: () => Changes): Changes {
    if (!this.reserved) return run();
    this.reserved = false;
    return NO_CHANGES;
  }

  /** A full disk has SQLite undo the transaction by itself; to be told so again is no failure, for it would hide the true one. */
  private rollback(run: () => Changes): Changes {
    try {
      return run();
    } catch (error) {
      if ((error as Error).message.includes('no transaction is active')) return NO_CHANGES;
      throw error;
    }
  }
}
