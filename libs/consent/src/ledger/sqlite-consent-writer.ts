import { databaseFaultOf } from '@nest-privacy/core/kit';
import { perDataSource, tableOf, transact, write } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { type ConsentParticipant } from './consent-participant.js';
import { type ConsentEntry, type ConsentOwner, recordsOf } from './consent-entry.js';
import { type ComposeEntry, type ConsentWriter } from './consent-writer.js';
import { EntityColumns } from './entity-columns.js';
import { withLeafHash } from './record-leaf.js';

/** What TypeORM's driver holds of an SQLite connection; every statement is done when the call returns. */
interface SyncConnection {
  prepare(sql: string): SyncStatement;
  exec(sql: string): unknown;
}

interface SyncStatement {
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): unknown;
}

const statementsOf = perDataSource((source) => {
  const states = new EntityColumns(source, ConsentStateEntity);
  const records = new EntityColumns(source, ConsentRecordEntity);
  const state = tableOf(source, ConsentStateEntity);
  return {
    states,
    records,
    readState: state.sql(`SELECT ${states.names} FROM {} WHERE {site_id} = ? AND {subject_id} = ?`),
    moveState: state.sql(`
      INSERT INTO {} (${states.names}, {change_sequence}) VALUES (${states.marks}, ?)
      ON CONFLICT ({site_id}, {subject_id}) DO UPDATE
      SET ${states.replacements}, {change_sequence} = excluded.{change_sequence}`),
    lastChange: state.sql(`
      SELECT {change_sequence} AS last FROM {} WHERE {change_sequence} IS NOT NULL
      ORDER BY {change_sequence} DESC LIMIT 1`),
    addRecord: tableOf(source, ConsentRecordEntity).sql(`
      INSERT INTO {} (${records.names}, {sequence})
      VALUES (${records.marks}, (SELECT COALESCE(MAX({sequence}), 0) + 1 FROM {}))`),
  };
});

/** A decision that waits for the next transaction. */
interface Waiting {
  readonly owner: ConsentOwner;
  readonly compose: ComposeEntry;
  readonly done: (entry: ConsentEntry) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Writes to SQLite. What arrives in one turn of the event loop shares a transaction, because its commit costs more than all statements in it; each
 * decision has a savepoint of its own, and is answered after the commit. The transaction has no pause in which anything else of this process
 * could fall into it, and other processes wait. It speaks to the connection itself: by way of the ORM, four statements cost twice as much. Where others take part,
 * which cannot be done without a pause, a decision has a transaction for itself.
 */
export class SqliteConsentWriter implements ConsentWriter {
  /** Prepared once for each connection; a DataSource that is opened again has another. */
  private readonly prepared = new WeakMap<SyncConnection, Map<string, SyncStatement>>();
  private waiting: Waiting[] = [];

  constructor(private readonly source: DataSource) {}

  write(
    owner: ConsentOwner,
    compose: ComposeEntry,
    participants: readonly ConsentParticipant[] = [],
  ): Promise<ConsentEntry> {
    if (participants.length > 0)
      return transact(this.source, (manager) => this.together(manager, owner, compose, participants));
    return new Promise((done, failed) => {
      this.waiting.push({ owner, compose, done, failed });
      if (this.waiting.length === 1) setImmediate(() => void this.flush());
    });
  }

  private async together(
    manager: EntityManager,
    owner: ConsentOwner,
    compose: ComposeEntry,
    participants: readonly ConsentParticipant[],
  ): Promise<ConsentEntry> {
    const entry = this.add(owner, compose);
    for (const participant of participants) await participant.added(entry, manager);
    return entry;
  }

  /** While another process writes, whoever decides in the meantime joins those who wait. */
  private async flush(): Promise<void> {
    let batch: readonly Waiting[] | undefined;
    try {
      await write(this.source, () => {
        this.connection().exec('BEGIN IMMEDIATE');
        batch = this.taken();
        return Promise.resolve(this.commit(batch));
      });
    } catch (error) {
      for (const { failed } of batch ?? this.taken()) failed(error);
    }
  }

  private commit(batch: readonly Waiting[]): void {
    try {
      const answers = batch.map((decision) => this.attempt(decision));
      this.connection().exec('COMMIT');
      for (const answer of answers) answer();
    } catch (error) {
      this.statement('ROLLBACK').run();
      throw error;
    }
  }

  private taken(): readonly Waiting[] {
    const batch = this.waiting;
    this.waiting = [];
    return batch;
  }

  /**
   * @returns what to tell the one who waits, once everything is on disk
   * @throws what the database refuses to everybody, such as a full disk's refusal; it may have undone the whole transaction by itself
   */
  private attempt({ owner, compose, done, failed }: Waiting): () => void {
    this.statement('SAVEPOINT decision').run();
    try {
      const entry = this.add(owner, compose);
      this.statement('RELEASE decision').run();
      return () => done(entry);
    } catch (error) {
      if (databaseFaultOf(error)) throw error;
      this.statement('ROLLBACK TO decision').run();
      this.statement('RELEASE decision').run();
      return () => failed(error);
    }
  }

  private add({ siteId, subjectId, isNew }: ConsentOwner, compose: ComposeEntry): ConsentEntry {
    const { states, records, readState, moveState, addRecord } = statementsOf(this.source);
    const [row] = isNew ? [] : (this.statement(readState).all(siteId, subjectId) as Record<string, unknown>[]);
    const entry = withLeafHash(compose(row ? states.entityOf(row) : null));
    const sequence = entry.state.changedAt === null ? null : this.nextSequence();
    this.statement(moveState).run(...states.valuesOf(entry.state), sequence);
    for (const record of recordsOf(entry)) this.statement(addRecord).run(...records.valuesOf(record));
    return entry;
  }

  /** One writes at a time, so that a number is final as soon as it is seen. The time keeps it growing should states have been deleted. */
  private nextSequence(): number {
    const [row] = this.statement(statementsOf(this.source).lastChange).all() as { last: number }[];
    return Math.max((row?.last ?? 0) + 1, Date.now());
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
