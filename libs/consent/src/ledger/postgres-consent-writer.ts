import { perDataSource, PreparedStatement, read, tableOf, transact } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import {
  namesOf,
  RECORD_COLUMNS,
  replacementsOf,
  type SqlColumn,
  type SqlValue,
  STATE_COLUMNS,
  valuesOf,
} from './columns.js';
import { type ComposeEntry, type ConsentEntry, type ConsentOwner, type ConsentWriter } from './consent-writer.js';

const cast = <T>(columns: readonly SqlColumn<T>[], from: number): string =>
  columns.map(({ type }, i) => `$${from + i}::${type}`).join(', ');

const EXPECTED = STATE_COLUMNS.length + 1;
const CHANGED_AT = STATE_COLUMNS.findIndex(({ name }) => name === 'changed_at') + 1;

/** A change is known by the transaction that wrote it, for transactions end in another order than they begin in. */
const SEQUENCE = `CASE WHEN $${CHANGED_AT}::bigint IS NOT NULL THEN pg_current_xact_id()::text::bigint END`;

/** One statement, one round trip: the state moves only from the record it was composed upon, and only then is the record added. */
const MOVE_STATE = `
  INSERT INTO {} AS state (${namesOf(STATE_COLUMNS)}, {change_sequence})
  VALUES (${cast(STATE_COLUMNS, 1)}, ${SEQUENCE})
  ON CONFLICT ({site_id}, {subject_id}) DO UPDATE
  SET ${replacementsOf(STATE_COLUMNS, ['site_id', 'subject_id'])}, {change_sequence} = excluded.{change_sequence}
  WHERE state.{record_id} = $${EXPECTED}::varchar
  RETURNING {record_id}`;

const ADD_RECORD = `
  INSERT INTO {} (${namesOf(RECORD_COLUMNS)})
  SELECT ${cast(RECORD_COLUMNS, EXPECTED + 1)} FROM moved RETURNING {id}`;

const appendOf = perDataSource((source) => {
  const moved = tableOf(source, ConsentStateEntity).sql(MOVE_STATE);
  const sql = `WITH moved AS (${moved}) ${tableOf(source, ConsentRecordEntity).sql(ADD_RECORD)}`;
  return { sql, prepared: new PreparedStatement(sql) };
});

/** How often a first decision may meet another that is not committed yet; each meeting ends with that one's commit. */
const MOST_ATTEMPTS = 5;

/** Writes to PostgreSQL: hopefully first, and with the subject's row locked when another write was faster. */
export class PostgresConsentWriter implements ConsentWriter {
  constructor(private readonly source: DataSource) {}

  async write(owner: ConsentOwner, compose: ComposeEntry): Promise<ConsentEntry> {
    const hopeful = await this.hopefully(owner, compose);
    if (hopeful) return hopeful;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const entry = await transact(this.source, (manager) => this.locked(manager, owner, compose));
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
    const entry = compose(previous);
    const rows = await appendOf(this.source).prepared.run(this.source, parametersOf(entry, previous));
    return rows.length === 1 ? entry : null;
  }

  /** @returns `null` when another first decision came between, for there was no row to lock */
  private async locked(
    manager: EntityManager,
    { siteId, subjectId }: ConsentOwner,
    compose: ComposeEntry,
  ): Promise<ConsentEntry | null> {
    const previous = await manager.findOne(ConsentStateEntity, {
      where: { siteId, subjectId },
      lock: { mode: 'pessimistic_write' },
    });
    const entry = compose(previous);
    const rows: unknown[] = await manager.query(appendOf(this.source).sql, parametersOf(entry, previous));
    return rows.length === 1 ? entry : null;
  }
}

/** The state moves only if `previous` is still what it stands at. */
const parametersOf = ({ state, record }: ConsentEntry, previous: ConsentStateEntity | null): SqlValue[] => [
  ...valuesOf(STATE_COLUMNS, state),
  previous?.recordId ?? null,
  ...valuesOf(RECORD_COLUMNS, record),
];
