import { Inject, Injectable } from '@nestjs/common';
import { Clock, minutes } from '@nest-privacy/core';
import { dialectOf, perDataSource, read, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { EntityColumns } from './entity-columns.js';
import { isUpTo, type RecordCursor } from './record-cursor.js';

/** A member of a record. */
export type RecordMember = keyof ConsentRecordEntity;

/** What by itself tells a record's place. */
type PlaceMember = 'id' | 'receivedAt' | 'sequence';

/** A record, or some of its members. */
export type FedRecord<M extends RecordMember = RecordMember> = Pick<ConsentRecordEntity, M | PlaceMember>;

/** Some records in the order of the feed. */
export interface FedRecords<M extends RecordMember = RecordMember> {
  /** With their sequence. */
  readonly records: readonly FedRecord<M>[];
  /** Behind the last of them. */
  readonly cursor: RecordCursor;
}

/** The statements that read some members of records, before and since records have numbers. */
interface Pages {
  readonly columns: EntityColumns<ConsentRecordEntity>;
  readonly earlier: string;
  readonly numbered: string;
}

type Row = Readonly<Record<string, unknown>> & { readonly place: string | number | null };

/** What has no number is ordered by the clocks of its writers, and read once none of them can come earlier any more. */
export const SETTLED_BY_TIME = minutes(1);

/**
 * On PostgreSQL the numbers are those of transactions, and those below the snapshot's `xmin` have all ended. Where the cursor is beyond every
 * transaction, the database was restored elsewhere and counts anew: what has larger numbers is of before, and whole.
 */
const END = {
  postgres: `CASE WHEN pg_snapshot_xmax(pg_current_snapshot())::text::bigint <= $1::bigint THEN 9223372036854775807
    ELSE pg_snapshot_xmin(pg_current_snapshot())::text::bigint END`,
  sqlite: '9223372036854775807',
};

const NOW = {
  postgres: 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1 AS place',
  sqlite: 'SELECT COALESCE(MAX({sequence}), 0) AS place FROM {}',
};

type Mark = (place: number, type: string) => string;

const markOf = (source: DataSource): Mark =>
  dialectOf(source) === 'postgres' ? (place, type) => `$${place}::${type}` : () => '?';

const statementsOf = perDataSource((source) => {
  const [record, mark] = [tableOf(source, ConsentRecordEntity), markOf(source)];
  return {
    now: record.sql(NOW[dialectOf(source)]),
    count: record.sql(`SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM {}
        WHERE {sequence} IS NULL AND ({received_at}, {id}) > (${mark(1, 'bigint')}, ${mark(2, 'varchar')}) LIMIT ${mark(3, 'integer')}) AS earlier)
      + (SELECT COUNT(*) FROM (SELECT 1 FROM {}
        WHERE ({sequence}, {received_at}, {id}) > (${mark(4, 'bigint')}, ${mark(5, 'bigint')}, ${mark(6, 'varchar')}) LIMIT ${mark(7, 'integer')}) AS later) AS place`),
  };
});

function makePages(source: DataSource, members: readonly RecordMember[] | undefined): Pages {
  const [record, dialect, mark] = [tableOf(source, ConsentRecordEntity), dialectOf(source), markOf(source)];
  const columns = new EntityColumns(source, ConsentRecordEntity, members && [...members, 'id', 'receivedAt']);
  const select = `SELECT ${columns.names}, {sequence} AS place FROM {}`;
  // The end is looked at outside of the page: between two bounds PostgreSQL expects few rows, and would sort all there are for each page.
  const within = (page: string, end: string): string => `SELECT * FROM (${page}) AS page WHERE ${end}`;
  return {
    columns,
    earlier: record.sql(
      within(
        `${select} WHERE {sequence} IS NULL AND {received_at} >= ${mark(1, 'bigint')}
          AND ({received_at}, {id}) > (${mark(2, 'bigint')}, ${mark(3, 'varchar')})
        ORDER BY {received_at}, {id} LIMIT ${mark(4, 'integer')}`,
        `{received_at} < ${mark(5, 'bigint')} ORDER BY {received_at}, {id}`,
      ),
    ),
    numbered: record.sql(
      within(
        `${select} WHERE {sequence} >= ${mark(1, 'bigint')}
          AND ({sequence}, {received_at}, {id}) > (${mark(2, 'bigint')}, ${mark(3, 'bigint')}, ${mark(4, 'varchar')})
        ORDER BY {sequence}, {received_at}, {id} LIMIT ${mark(5, 'integer')}`,
        `place < ${END[dialect]} ORDER BY place, {received_at}, {id}`,
      ),
    ),
  };
}

const pagesMade = perDataSource(() => new Map<string, Pages>());

function pagesOf(source: DataSource, members: readonly RecordMember[] | undefined): Pages {
  const [made, name] = [pagesMade(source), members?.join() ?? ''];
  const pages = made.get(name) ?? makePages(source, members);
  made.set(name, pages);
  return pages;
}

/**
 * All records in the order in which the database took them, each once, so that whoever follows them adds nothing to the transaction that writes. A record is given out as
 * soon as all with smaller numbers are decided. Those without a number, which an earlier version or another writer added, or a database that was
 * restored and counts anew, are given out a minute after they were received.
 */
@Injectable()
export class RecordFeed {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @param limit most records that are read
   * @param members what is read of them. Default: all
   */
  async after<M extends RecordMember = RecordMember>(
    cursor: RecordCursor,
    limit: number,
    members?: readonly M[],
  ): Promise<FedRecords<M>> {
    const pages = pagesOf(this.source, members);
    const { earlier, numbered } = pages;
    const [receivedAt, id] = cursor.earlier;
    const old = await this.ask(earlier, [receivedAt, receivedAt, id, limit, this.clock.now() - SETTLED_BY_TIME]);
    const room = limit - old.length;
    const fresh = room > 0 ? await this.ask(numbered, [cursor.numbered[0], ...cursor.numbered, room]) : [];
    return fed(pages, cursor, old, fresh);
  }

  /**
   * Those without a number that stand between two places now, the second included, whenever they came there.
   *
   * @param limit most records that are read
   * @param members what is read of them
   */
  async passed<M extends RecordMember>(
    [receivedAt, id]: RecordCursor['earlier'],
    end: RecordCursor['earlier'],
    { limit, members }: { readonly limit: number; readonly members: readonly M[] },
  ): Promise<readonly FedRecord<M>[]> {
    const pages = pagesOf(this.source, members);
    const rows = await this.ask(pages.earlier, [receivedAt, receivedAt, id, limit, end[0] + 1]);
    return rows
      .map((row) => recordOf(pages, row))
      .filter((record) => isUpTo([record.receivedAt.getTime(), record.id], end));
  }

  /** How many come after the cursor, decided or not; `most` where there are as many or more. */
  async count({ earlier, numbered }: RecordCursor, most: number): Promise<number> {
    const [row] = await this.ask(statementsOf(this.source).count, [...earlier, most, ...numbered, most]);
    return Math.min(Number(row!.place), most);
  }

  /** Behind every record whose number is decided: for a follower of what is to come. */
  async end(): Promise<RecordCursor> {
    const [row] = await this.ask(statementsOf(this.source).now, []);
    return {
      earlier: [this.clock.now() - SETTLED_BY_TIME, ''],
      numbered: [Number(row!.place), Number.MAX_SAFE_INTEGER, ''],
    };
  }

  private ask(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return read(this.source, (manager) => manager.query<Row[]>(sql, [...parameters]));
  }
}

function recordOf({ columns }: Pages, row: Row): ConsentRecordEntity {
  const sequence = row.place === null ? null : Number(row.place);
  return Object.assign(columns.entityOf(row), { sequence });
}

function fed(pages: Pages, cursor: RecordCursor, old: readonly Row[], fresh: readonly Row[]): FedRecords {
  const earlier = old.map((row) => recordOf(pages, row));
  const numbered = fresh.map((row) => recordOf(pages, row));
  const [lastOld, lastFresh] = [earlier.at(-1), numbered.at(-1)];
  return {
    records: [...earlier, ...numbered],
    cursor: {
      earlier: lastOld ? [lastOld.receivedAt.getTime(), lastOld.id] : cursor.earlier,
      numbered: lastFresh
        ? [Number(fresh.at(-1)!.place), lastFresh.receivedAt.getTime(), lastFresh.id]
        : cursor.numbered,
    },
  };
}
