import { type DataSource } from 'typeorm';
import { type Dialect, dialectOf, read } from '@nest-privacy/core/typeorm';
import { EVENT_FLAGS } from '../typeorm/event-row.js';
import { type CountedRow } from './metrics.js';
import { type Span } from './period.js';

/** Columns by which the numbers can be broken down. */
export const DIMENSIONS = ['page', 'route', 'referrer', 'host', 'title', 'event'] as const;
/** What the numbers are broken down by; `event` is the name of custom events. */
export type Dimension = (typeof DIMENSIONS)[number];

const COUNTS = `
  SUM(CASE WHEN e."flags" & ${EVENT_FLAGS.customEvent} = 0 THEN 1 ELSE 0 END) AS "pageviews",
  COUNT(DISTINCT e."visitor") AS "visitors",
  SUM(CASE WHEN e."flags" & ${EVENT_FLAGS.customEvent} <> 0 THEN 1 ELSE 0 END) AS "events"`;
const PEOPLE = `e."flags" & ${EVENT_FLAGS.bot} = 0`;
const COLUMN: Readonly<Record<Dimension, string>> = {
  page: 'page',
  route: 'route',
  referrer: 'referrer',
  host: 'host',
  title: 'title',
  event: 'name',
};

/** A row of a breakdown. */
export interface BreakdownRow extends CountedRow {
  readonly value: string;
  /** Number of the value in the dictionary. */
  readonly term: number;
}

/** Where a page of a breakdown begins: after this rank and term. */
export interface BreakdownPosition {
  readonly rank: number;
  readonly term: number;
}

/** Numbers the parameters of a statement as its dialect wants them. */
class Parameters {
  readonly values: (string | number)[] = [];

  constructor(private readonly dialect: Dialect) {}

  /** Placeholder of a further parameter; `type` is PostgreSQL's, where it cannot infer it. */
  add(value: string | number, type: 'bigint' | 'text'): string {
    this.values.push(value);
    return this.dialect === 'postgres' ? `$${this.values.length}::${type}` : '?';
  }
}

/** Asks the raw rows. Every question reads one range of the index on site and time. */
export class StatisticsQuery {
  private readonly dialect: Dialect;

  constructor(private readonly source: DataSource) {
    this.dialect = dialectOf(source);
  }

  async total(site: string, { start, end }: Span): Promise<CountedRow> {
    const p = new Parameters(this.dialect);
    const [row] = await this.ask<CountedRow>(
      `SELECT ${COUNTS} FROM "privacy_analytics_event" e
       WHERE e."site" = ${siteNumber(p.add(site, 'text'))}
         AND e."at" >= ${p.add(start, 'bigint')} AND e."at" < ${p.add(end, 'bigint')} AND ${PEOPLE}`,
      p,
    );
    return row!;
  }

  /** One row per span in which anything happened, with the span's place. */
  series(site: string, spans: readonly Span[]): Promise<(CountedRow & { bucket: number })[]> {
    const p = new Parameters(this.dialect);
    const number = siteNumber(p.add(site, 'text'));
    const buckets = spans
      .map(({ start, end }, i) => `(${i}, ${p.add(start, 'bigint')}, ${p.add(end, 'bigint')})`)
      .join(', ');
    return this.ask(
      `WITH site("number") AS ${number}, bucket("i", "start", "end") AS (VALUES ${buckets})
       SELECT bucket."i" AS "bucket", ${COUNTS}
       FROM site CROSS JOIN bucket JOIN "privacy_analytics_event" e
         ON e."site" = site."number" AND e."at" >= bucket."start" AND e."at" < bucket."end" AND ${PEOPLE}
       GROUP BY bucket."i" ORDER BY bucket."i"`,
      p,
    );
  }

  /** The values of a dimension, most frequent first, among equals the one that was seen first. */
  breakdown(
    site: string,
    { start, end }: Span,
    dimension: Dimension,
    limit: number,
    after?: BreakdownPosition,
  ): Promise<BreakdownRow[]> {
    const p = new Parameters(this.dialect);
    const rank = dimension === 'event' ? 'events' : 'pageviews';
    const inner = `SELECT t."text" AS "value", t."id" AS "term", ${COUNTS}
       FROM "privacy_analytics_event" e JOIN "privacy_analytics_term" t ON t."id" = e."${COLUMN[dimension]}"
       WHERE e."site" = ${siteNumber(p.add(site, 'text'))}
         AND e."at" >= ${p.add(start, 'bigint')} AND e."at" < ${p.add(end, 'bigint')} AND ${PEOPLE}
         AND t."text" <> '' AND e."flags" & ${EVENT_FLAGS.customEvent} ${dimension === 'event' ? '<>' : '='} 0
       GROUP BY t."id", t."text"`;
    const position = after
      ? `WHERE b."${rank}" < ${p.add(after.rank, 'bigint')}
           OR (b."${rank}" = ${p.add(after.rank, 'bigint')} AND b."term" > ${p.add(after.term, 'bigint')})`
      : '';
    return this.ask(
      `SELECT b.* FROM (${inner}) b ${position} ORDER BY b."${rank}" DESC, b."term" LIMIT ${p.add(limit, 'bigint')}`,
      p,
    );
  }

  private ask<Row>(sql: string, { values }: Parameters): Promise<Row[]> {
    return read(this.source, (manager) => manager.query<Row[]>(sql, values));
  }
}

const siteNumber = (placeholder: string): string =>
  `(SELECT s."id" FROM "privacy_analytics_term" s WHERE s."text" = ${placeholder})`;
