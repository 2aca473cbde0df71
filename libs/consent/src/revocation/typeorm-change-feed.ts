import { dialectOf, perDataSource, read, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { type ChangeFeed, type FeedPage, type FeedPosition, type FeedRange } from './change-feed.js';

/** Rows that are in memory at once. */
const PAGE = 5_000;

interface PositionRow {
  readonly settled: string | number;
  readonly next: string | number;
  readonly clock: string | number | null;
}

interface ChangeRow {
  readonly site_id: string;
  readonly subject_id: string;
  readonly decided_at: string | number;
  readonly place: string | number;
}

/**
 * The number of a change on PostgreSQL is that of its transaction (`xid8`), and transactions end in another order than they begin in: those below the
 * snapshot's `xmin` have all ended. On SQLite one writes at a time.
 *
 * @see https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
 */
const POSITION = {
  postgres: `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS settled, pg_snapshot_xmax(pg_current_snapshot())::text AS next,
    floor(extract(epoch FROM clock_timestamp()) * 1000) AS clock`,
  sqlite: `SELECT last + 1 AS settled, last + 1 AS next, NULL AS clock FROM (SELECT COALESCE(
    (SELECT {change_sequence} FROM {} WHERE {change_sequence} IS NOT NULL ORDER BY {change_sequence} DESC LIMIT 1), 0) AS last)`,
};

/** A page ends with all changes of its last number: on PostgreSQL one transaction may have several. */
const pageOf = (limit: string, mark: (i: number) => string): string => `
  SELECT {site_id} AS site_id, {subject_id} AS subject_id, {decided_at} AS decided_at, {change_sequence} AS place FROM {}
  WHERE {change_sequence} IS NOT NULL AND {change_sequence} > ${mark(1)} AND {change_sequence} < ${mark(2)} AND {decided_at} >= ${mark(3)}
  ORDER BY {change_sequence} ${limit}`;

const CHANGES = {
  postgres: pageOf(`FETCH FIRST ${PAGE} ROWS WITH TIES`, (i) => `$${i}`),
  sqlite: pageOf(`LIMIT ${PAGE}`, () => '?'),
};

const statementsOf = perDataSource((source) => {
  const [state, dialect] = [tableOf(source, ConsentStateEntity), dialectOf(source)];
  return { position: state.sql(POSITION[dialect]), changes: state.sql(CHANGES[dialect]) };
});

/** {@link ChangeFeed} of the state table, one statement a question, so that it works behind a transaction pooler. */
export class TypeOrmChangeFeed implements ChangeFeed {
  constructor(private readonly source: DataSource) {}

  async position(): Promise<FeedPosition> {
    const [row] = await this.ask<PositionRow>(statementsOf(this.source).position, []);
    const { settled, next, clock } = row!;
    return { settled: Number(settled), next: Number(next), clock: clock === null ? null : Number(clock) };
  }

  async page({ after, before, since }: FeedRange): Promise<FeedPage> {
    const rows = await this.ask<ChangeRow>(statementsOf(this.source).changes, [after, before, since]);
    const changes = rows.map((row) => ({
      siteId: row.site_id,
      subjectId: row.subject_id,
      decidedAt: Number(row.decided_at),
    }));
    return { changes, last: rows.length < PAGE ? null : Number(rows.at(-1)!.place) };
  }

  private ask<T>(sql: string, parameters: readonly number[]): Promise<T[]> {
    return read(this.source, (manager) => manager.query<T[]>(sql, [...parameters]));
  }
}
