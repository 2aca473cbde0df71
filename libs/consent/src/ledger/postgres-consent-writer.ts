import { perDataSource, PreparedStatement, read, tableOf, transact } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { type ConsentParticipant } from './consent-participant.js';
import { type ConsentEntry, type ConsentOwner, recordsOf } from './consent-entry.js';
import { type ComposeEntry, type ConsentWriter } from './consent-writer.js';
import { EntityColumns } from './entity-columns.js';
import { FirstEntries } from './first-entries.js';
import { sequenceIn, TRANSACTION } from './record-sequence.js';
import { withLeafHash } from './record-leaf.js';

/** A statement, and the same for those who are in no transaction. */
interface Append {
  readonly sql: string;
  readonly prepared: PreparedStatement<unknown>;
}

/** One statement, one round trip: the state moves only from the record it was composed upon, and only then is the record added. */
const appendOf = perDataSource((source) => {
  const states = new EntityColumns(source, ConsentStateEntity);
  const records = new EntityColumns(source, ConsentRecordEntity);
  const expected = states.count + 1;
  const moved = tableOf(source, ConsentStateEntity).sql(`
    INSERT INTO {} AS state (${states.names}, {change_sequence})
    VALUES (${states.casts(1)},
      CASE WHEN $${states.placeOf('changedAt')}::bigint IS NOT NULL THEN ${TRANSACTION} END)
    ON CONFLICT ({site_id}, {subject_id}) DO UPDATE
    SET ${states.replacements}, {change_sequence} = excluded.{change_sequence}
    WHERE state.{record_id} = $${expected}::varchar
    RETURNING {record_id}`);
  const sequence = sequenceIn(source);
  const row = (from: number): string => `SELECT ${records.casts(from)}, ${sequence} FROM moved`;
  const adding = (count: number): Append => {
    const rows = Array.from({ length: count }, (_, i) => row(expected + 1 + i * records.count)).join(' UNION ALL ');
    const added = tableOf(source, ConsentRecordEntity).sql(
      `INSERT INTO {} (${records.names}, {sequence}) ${rows} RETURNING {id}`,
    );
    const sql = `WITH moved AS (${moved}) ${added}`;
    return { sql, prepared: new PreparedStatement(sql) };
  };
  /** By how many signals come with the decision: GPC, DNT, or both. */
  const appends = [adding(1), adding(2), adding(3)];
  /** The state moves only if `previous` is still what it stands at. */
  const parametersOf = (entry: ConsentEntry, previous: ConsentStateEntity | null): unknown[] => [
    ...states.valuesOf(entry.state),
    previous?.recordId ?? null,
    ...recordsOf(entry).flatMap((record) => records.valuesOf(record)),
  ];
  return { of: ({ signals = [] }: ConsentEntry): Append => appends[signals.length]!, parametersOf };
});

/** How often a first decision may meet another that is not committed yet; each meeting ends with that one's commit. */
const MOST_ATTEMPTS = 5;

/** Writes to PostgreSQL: hopefully first, and with the subject's row locked when another write was faster, or others take part. */
export class PostgresConsentWriter implements ConsentWriter {
  private readonly firsts: FirstEntries;

  constructor(private readonly source: DataSource) {
    this.firsts = new FirstEntries(source, (entry) => this.append(entry, null));
  }

  async write(
    owner: ConsentOwner,
    compose: ComposeEntry,
    participants: readonly ConsentParticipant[] = [],
  ): Promise<ConsentEntry> {
    const hopeful = participants.length === 0 ? await this.hopefully(owner, compose) : null;
    if (hopeful) return hopeful;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const entry = await transact(this.source, (manager) => this.locked(manager, owner, compose, participants));
      if (entry) return entry;
    }
    throw new Error('The state of a subject kept changing while it was locked; nothing was written');
  }

  private async hopefully(
    { siteId, subjectId, isNew }: ConsentOwner,
    compose: ComposeEntry,
  ): Promise<ConsentEntry | null> {
    const previous = isNew
      ? null
      : await read(this.source, (manager) => manager.findOneBy(ConsentStateEntity, { siteId, subjectId }));
    const entry = withLeafHash(compose(previous));
    return (await (isNew ? this.firsts.add(entry) : this.append(entry, previous))) ? entry : null;
  }

  /** @returns whether the state was still at `previous` */
  private async append(entry: ConsentEntry, previous: ConsentStateEntity | null): Promise<boolean> {
    const append = appendOf(this.source);
    const rows = await append.of(entry).prepared.run(this.source, append.parametersOf(entry, previous));
    return rows.length > 0;
  }

  /** @returns `null` when another first decision came between, for there was no row to lock */
  private async locked(
    manager: EntityManager,
    { siteId, subjectId }: ConsentOwner,
    compose: ComposeEntry,
    participants: readonly ConsentParticipant[],
  ): Promise<ConsentEntry | null> {
    const previous = await manager.findOne(ConsentStateEntity, {
      where: { siteId, subjectId },
      lock: { mode: 'pessimistic_write' },
    });
    const entry = withLeafHash(compose(previous));
    const append = appendOf(this.source);
    const rows: unknown[] = await manager.query(append.of(entry).sql, append.parametersOf(entry, previous));
    if (rows.length === 0) return null;
    for (const participant of participants) await participant.added(entry, manager);
    return entry;
  }
}
