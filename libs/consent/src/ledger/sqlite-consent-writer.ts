import { write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { namesOf, RECORD_COLUMNS, replacementsOf, type SqlColumn, STATE_COLUMNS, valuesOf } from './columns.js';
import { type ComposeEntry, type ConsentEntry, type ConsentOwner, type ConsentWriter } from './consent-writer.js';
import { stateOfRow, type StateRow } from './state-row.js';

/** What TypeORM's driver holds of an SQLite connection; every statement is done when the call returns. */
interface SyncConnection {
  prepare(sql: string): SyncStatement;
  exec(sql: string): unknown;
}

interface SyncStatement {
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): unknown;
}

const marks = <T>(columns: readonly SqlColumn<T>[]): string => columns.map(() => '?').join(', ');

const READ_STATE = `SELECT ${namesOf(STATE_COLUMNS)} FROM privacy_consent_state WHERE site_id = ? AND subject_id = ?`;

const MOVE_STATE = `
  INSERT INTO privacy_consent_state (${namesOf(STATE_COLUMNS)}) VALUES (${marks(STATE_COLUMNS)})
  ON CONFLICT (site_id, subject_id) DO UPDATE SET ${replacementsOf(STATE_COLUMNS, ['site_id', 'subject_id'])}`;

const ADD_RECORD = `INSERT INTO privacy_consent_record (${namesOf(RECORD_COLUMNS)}) VALUES (${marks(RECORD_COLUMNS)})`;

/**
 * Writes to SQLite, in its turn, in one transaction without a pause: nothing else of this process can fall into it, and other processes wait.
 * Speaks to the connection itself, because a transaction of four statements by way of the ORM costs twice as much as the statements.
 */
export class SqliteConsentWriter implements ConsentWriter {
  /** Prepared once for each connection; a DataSource that is opened again has another. */
  private readonly prepared = new WeakMap<SyncConnection, Map<string, SyncStatement>>();

  constructor(private readonly source: DataSource) {}

  write(owner: ConsentOwner, compose: ComposeEntry): Promise<ConsentEntry> {
    return write(this.source, () => Promise.resolve().then(() => this.atOnce(owner, compose)));
  }

  private atOnce({ siteId, subjectId, isNew }: ConsentOwner, compose: ComposeEntry): ConsentEntry {
    const connection = this.connection();
    connection.exec('BEGIN IMMEDIATE');
    try {
      const [row] = isNew ? [] : (this.statement(READ_STATE).all(siteId, subjectId) as StateRow[]);
      const entry = compose(row ? stateOfRow(row) : null);
      this.statement(MOVE_STATE).run(...valuesOf(STATE_COLUMNS, entry.state));
      this.statement(ADD_RECORD).run(...valuesOf(RECORD_COLUMNS, entry.record));
      connection.exec('COMMIT');
      return entry;
    } catch (error) {
      connection.exec('ROLLBACK');
      throw error;
    }
  }

  private connection(): SyncConnection {
    return (this.source.driver as unknown as { databaseConnection: SyncConnection }).databaseConnection;
  }

  private statement(sql: string): SyncStatement {
    const connection = this.connection();
    const known = this.prepared.get(connection) ?? new Map<string, SyncStatement>();
    const statement = known.get(sql) ?? connection.prepare(sql);
    this.prepared.set(connection, known.set(sql, statement));
    return statement;
  }
}
