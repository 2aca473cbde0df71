import { driverCodeOf, perDataSource, PreparedStatement, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { type ConsentEntry, recordsOf } from './consent-entry.js';
import { EntityColumns } from './entity-columns.js';
import { sequenceIn, TRANSACTION } from './record-sequence.js';

/** Bounds a statement to some hundred kilobytes. */
const MOST = 64;

interface Waiting {
  readonly entry: ConsentEntry;
  readonly settle: (written: boolean | PromiseLike<boolean>) => void;
  readonly fail: (error: unknown) => void;
}

const statementOf = perDataSource((source) => {
  const states = new EntityColumns(source, ConsentStateEntity);
  const records = new EntityColumns(source, ConsentRecordEntity);
  const moved = tableOf(source, ConsentStateEntity).sql(`
    INSERT INTO {} (${states.names}, {change_sequence})
    SELECT ${states.names}, CASE WHEN {changed_at} IS NOT NULL THEN ${TRANSACTION} END
    FROM json_populate_recordset(NULL::{}, $1::json)
    ON CONFLICT DO NOTHING
    RETURNING {site_id}, {subject_id}, {record_id}`);
  const added = tableOf(source, ConsentRecordEntity).sql(`
    INSERT INTO {} (${records.names}, {sequence})
    SELECT ${records.names}, ${sequenceIn(source)}
    FROM json_populate_recordset(NULL::{}, $2::json)
    WHERE ({site_id}, {subject_id}) IN (SELECT site, subject FROM moved)`);
  const text = `WITH moved (site, subject, written) AS (${moved}), added AS (${added}) SELECT written FROM moved`;
  const prepared = new PreparedStatement<{ readonly written: string }>(text);
  return async (entries: readonly ConsentEntry[]): Promise<ReadonlySet<string>> => {
    const rows = await prepared.run(source, [
      JSON.stringify(entries.map(({ state }) => states.jsonOf(state))),
      JSON.stringify(entries.flatMap(recordsOf).map((record) => records.jsonOf(record))),
    ]);
    return new Set(rows.map(({ written }) => written));
  };
});

/** Whether PostgreSQL itself says what it did not take, by a SQLSTATE; what is unavailable tells another code. */
const isRefused = (error: unknown): boolean => /^(?=.*\d)[0-9A-Z]{5}$/.test(driverCodeOf(error) ?? '');

/**
 * Writes first decisions to PostgreSQL. Those that are made in one turn of the event loop share a statement, and with it a round trip and a commit: of new subjects,
 * none can wait for another's lock.
 */
export class FirstEntries {
  private waiting: Waiting[] = [];

  /** @param alone writes one by itself, and says whether it did */
  constructor(
    private readonly source: DataSource,
    private readonly alone: (entry: ConsentEntry) => Promise<boolean>,
  ) {}

  /**
   * @returns whether it was written: not when its subject has a state
   * @throws as a prepared statement; one entry that the database refuses costs the others nothing
   */
  add(entry: ConsentEntry): Promise<boolean> {
    return new Promise((settle, fail) => {
      if (this.waiting.length === 0) setImmediate(() => this.writeAll());
      this.waiting.push({ entry, settle, fail });
    });
  }

  private writeAll(): void {
    const all = this.waiting;
    this.waiting = [];
    for (let from = 0; from < all.length; from += MOST) void this.write(all.slice(from, from + MOST));
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    const subjects = new Set(batch.map(({ entry: { state } }) => state.subjectId));
    if (batch.length === 1 || subjects.size < batch.length) return this.writeEach(batch);
    try {
      const written = await statementOf(this.source)(batch.map(({ entry }) => entry));
      for (const { entry, settle } of batch) settle(written.has(entry.record.id));
    } catch (error) {
      // What was refused is undone; of what was not answered nobody knows.
      if (isRefused(error)) return this.writeEach(batch);
      for (const { fail } of batch) fail(error);
    }
  }

  private writeEach(batch: readonly Waiting[]): void {
    for (const { entry, settle } of batch) settle(this.alone(entry));
  }
}
