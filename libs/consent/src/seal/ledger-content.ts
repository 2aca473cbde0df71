import { type Clock } from '@nest-privacy/core';
import { type Entered, type LogContent, type LogEntry, type StandingContent } from '@nest-privacy/core/sealing';
import { dialectOf, perDataSource, read, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { EntityColumns } from '../ledger/entity-columns.js';
import { isBehind, type RecordCursor } from '../ledger/record-cursor.js';
import { recordLeafHash } from '../ledger/record-leaf.js';
import { LATEST } from './late-bound.js';
import { type NamedState, stateContradiction } from './state-contradiction.js';

interface Row extends Readonly<Record<string, unknown>> {
  readonly place: string | number | null;
}

interface Passed {
  readonly id: string;
  readonly at: string | number;
  readonly place: string | number | null;
}

const WANTED = {
  postgres: 'unnest($2::bigint[], $3::varchar[]) AS wanted(wanted_at, wanted_id)',
  sqlite: `(SELECT value ->> 0 AS wanted_at, value ->> 1 AS wanted_id FROM json_each(?))`,
};

const statementsOf = perDataSource((source) => {
  const [record, state] = [tableOf(source, ConsentRecordEntity), tableOf(source, ConsentStateEntity)];
  const dialect = dialectOf(source);
  const columns = new EntityColumns(source, ConsentRecordEntity);
  const states = new EntityColumns(source, ConsentStateEntity);
  const mark = (place: number, type: string): string => (dialect === 'postgres' ? `$${place}::${type}` : '?');
  const of = (column: string): string => `state.${state.column(column)}`;
  const named = record.sql(`(SELECT COUNT(*) FROM {} AS record WHERE record.{site_id} = ${of('site_id')}
    AND record.{subject_id} = ${of('subject_id')} AND record.{received_at} = ${of('decided_at')} AND record.{id} = ${of('record_id')})`);
  return {
    columns,
    of: record.sql(`SELECT ${columns.names}, {sequence} AS place FROM ${WANTED[dialect]}
      JOIN {} ON {site_id} = ${mark(1, 'varchar')} AND {received_at} = wanted_at AND {id} = wanted_id`),
    states,
    standing: state.sql(`SELECT ${states.names}, ${named} AS named FROM {} AS state
      WHERE {site_id} = ${mark(1, 'varchar')} AND {subject_id} IN
        ${dialect === 'postgres' ? '(SELECT unnest($2::varchar[]))' : '(SELECT value FROM json_each(?))'}`),
    between: record.sql(`SELECT * FROM (
        SELECT {id} AS id, {received_at} AS at, {sequence} AS place FROM {}
        WHERE {site_id} = ${mark(1, 'varchar')} AND ({received_at}, {id}) > (${mark(2, 'bigint')}, ${mark(3, 'varchar')})
        ORDER BY {received_at}, {id} LIMIT ${mark(4, 'integer')}
      ) AS page WHERE at <= ${mark(5, 'bigint')} ORDER BY at, id`),
  };
});

/** The records of a site as what its log has sealed. */
export class LedgerContent implements LogContent {
  /**
   * @param cursorOf how far the sealer has come; what is behind it has to be sealed
   * @param clock tells which records without a number may still be sealed late
   */
  constructor(
    private readonly source: DataSource,
    private readonly cursorOf: () => Promise<RecordCursor>,
    private readonly clock: Clock,
  ) {}

  async of(siteId: string, entries: readonly LogEntry[]): Promise<ReadonlyMap<string, StandingContent>> {
    const { columns, of } = statementsOf(this.source);
    const rows = entries.length === 0 ? [] : await this.ask<Row>(of, this.wantedOf(siteId, entries));
    const records = rows.map((row) => columns.entityOf(row));
    const states = await this.statesOf(siteId, records);
    const contents = rows.map((row, i): [string, StandingContent] => {
      const record = records[i]!;
      const hash = recordLeafHash(record);
      // What was written beside the record has to be its hash as well.
      const isWhole = record.leafHash === null || record.leafHash === hash.toString('base64url');
      const order = row.place === null ? null : Number(row.place);
      const contradiction = stateContradiction(record, states.get(record.subjectId));
      return [record.id, { hash: isWhole ? hash : Buffer.alloc(0), order, contradiction }];
    });
    return new Map(contents);
  }

  async between(
    siteId: string,
    [at, id]: readonly [at: number, id: string],
    until: number,
    limit: number,
  ): Promise<readonly Entered[]> {
    const [cursor, latest] = [await this.cursorOf(), this.clock.now() - LATEST];
    const rows = await this.ask<Passed>(statementsOf(this.source).between, [siteId, at, id, limit, until]);
    return rows.map((row) => {
      const place = { id: row.id, receivedAt: Number(row.at), sequence: row.place === null ? null : Number(row.place) };
      const isPending = !isBehind(cursor, place) || (place.sequence === null && place.receivedAt >= latest);
      return { id: row.id, at: place.receivedAt, isPending };
    });
  }

  /** Read after the records, so that each state is of these or later ones. */
  private async statesOf(
    siteId: string,
    records: readonly ConsentRecordEntity[],
  ): Promise<ReadonlyMap<string, NamedState>> {
    if (records.length === 0) return new Map();
    const { states, standing } = statementsOf(this.source);
    const subjects = [...new Set(records.map(({ subjectId }) => subjectId))];
    const isPostgres = dialectOf(this.source) === 'postgres';
    const rows = await this.ask<Row & { named: unknown }>(
      standing,
      isPostgres ? [siteId, subjects] : [siteId, JSON.stringify(subjects)],
    );
    return new Map(
      rows.map((row) => {
        const state = states.entityOf(row);
        return [state.subjectId, { state, hasRecord: Number(row.named) > 0 }];
      }),
    );
  }

  private wantedOf(siteId: string, entries: readonly LogEntry[]): unknown[] {
    if (dialectOf(this.source) === 'postgres')
      return [siteId, entries.map(({ at }) => at), entries.map(({ id }) => id)];
    return [JSON.stringify(entries.map(({ at, id }) => [at, id])), siteId];
  }

  private ask<T>(sql: string, parameters: unknown[]): Promise<T[]> {
    return read(this.source, (manager) => manager.query<T[]>(sql, parameters));
  }
}
