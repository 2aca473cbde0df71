import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Dialect, dialectOf, read, type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsEventEntity } from '../entities/analytics-event.entity.js';
import { AnalyticsTermEntity } from '../entities/analytics-term.entity.js';
import { type Counts, NO_COUNTS } from '../statistics/counts.js';
import { type Dimension } from '../statistics/dimension.js';
import { type Span } from '../statistics/period.js';
import {
  type BreakdownPage,
  type Cohort,
  type Question,
  rankingOf,
  type RankedValue,
  type StatisticsReader,
} from '../statistics/statistics-reader.js';
import { type CountedRow, countsOf } from './counted-row.js';
import { EVENT_FLAGS } from './event-row.js';

const COUNTS = `
  SUM(CASE WHEN e.{flags} & ${EVENT_FLAGS.customEvent} = 0 THEN 1 ELSE 0 END) AS "pageviews",
  COUNT(DISTINCT e.{visitor}) AS "visitors",
  SUM(CASE WHEN e.{flags} & ${EVENT_FLAGS.customEvent} <> 0 THEN 1 ELSE 0 END) AS "events"`;
const PEOPLE = `e.{flags} & ${EVENT_FLAGS.bot} = 0`;
const COLUMN: Readonly<Partial<Record<Dimension, string>>> = {
  page: 'page',
  route: 'route',
  referrer: 'referrer',
  host: 'host',
  title: 'title',
  event: 'name',
};

/** A row of a breakdown; values of equal rank have the order of their numbers in the dictionary. */
interface BreakdownRow extends CountedRow {
  readonly value: string;
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

/** Asks the raw rows of PostgreSQL or SQLite. Every question reads one range of the index on site and time. */
@Injectable()
export class TypeOrmStatisticsReader implements StatisticsReader {
  private readonly dialect: Dialect;

  constructor(@Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource) {
    this.dialect = dialectOf(source);
  }

  async counts({ site }: Question, spans: readonly Span[]): Promise<readonly Counts[]> {
    const p = new Parameters(this.dialect);
    const number = this.siteNumber(p.add(site, 'text'));
    const buckets = spans
      .map(({ start, end }, i) => `(${i}, ${p.add(start, 'bigint')}, ${p.add(end, 'bigint')})`)
      .join(', ');
    const rows = await this.ask<CountedRow & { bucket: number | string }>(
      `WITH site("number") AS ${number}, bucket("i", "start", "end") AS (VALUES ${buckets})
       SELECT bucket."i" AS "bucket", ${COUNTS}
       FROM site CROSS JOIN bucket JOIN {} e
         ON e.{site} = site."number" AND e.{at} >= bucket."start" AND e.{at} < bucket."end" AND ${PEOPLE}
       GROUP BY bucket."i"`,
      p,
    );
    const counts = new Map(rows.map((row) => [Number(row.bucket), countsOf(row)]));
    return spans.map((_span, i) => counts.get(i) ?? NO_COUNTS);
  }

  async breakdown(
    { site }: Question,
    { start, end }: Span,
    dimension: Dimension,
    { limit, after }: BreakdownPage,
  ): Promise<readonly RankedValue[]> {
    const p = new Parameters(this.dialect);
    const rank = rankingOf(dimension);
    const [termId, text] = ['id', 'text'].map((column) => `t.${this.terms.column(column)}`);
    const inner = `SELECT ${text} AS "value", ${termId} AS "term", ${COUNTS}
       FROM {} e JOIN ${this.terms.path} t ON ${termId} = e.{${COLUMN[dimension]}}
       WHERE e.{site} = ${this.siteNumber(p.add(site, 'text'))}
         AND e.{at} >= ${p.add(start, 'bigint')} AND e.{at} < ${p.add(end, 'bigint')} AND ${PEOPLE}
         AND ${text} <> '' AND e.{flags} & ${EVENT_FLAGS.customEvent} ${dimension === 'event' ? '<>' : '='} 0
       GROUP BY ${termId}, ${text}`;
    const position = after
      ? `WHERE b."${rank}" < ${p.add(after.rank, 'bigint')}
           OR (b."${rank}" = ${p.add(after.rank, 'bigint')} AND b."term" > ${p.add(after.order, 'bigint')})`
      : '';
    const rows = await this.ask<BreakdownRow>(
      `SELECT b.* FROM (${inner}) b ${position} ORDER BY b."${rank}" DESC, b."term" LIMIT ${p.add(limit, 'bigint')}`,
      p,
    );
    return rows.map((row) => ({ value: row.value, counts: countsOf(row), order: row.term }));
  }

  currencies(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  funnel(): Promise<readonly number[]> {
    return Promise.resolve([]);
  }

  retention(): Promise<readonly Cohort[]> {
    return Promise.resolve([]);
  }

  newest(): Promise<number | null> {
    return Promise.resolve(null);
  }

  private ask<Row>(sql: string, { values }: Parameters): Promise<Row[]> {
    return read(this.source, (manager) => manager.query<Row[]>(this.events.sql(sql), values));
  }

  private siteNumber(placeholder: string): string {
    return this.terms.sql(`(SELECT s.{id} FROM {} s WHERE s.{text} = ${placeholder})`);
  }

  private get events(): SqlTable {
    return tableOf(this.source, AnalyticsEventEntity);
  }

  private get terms(): SqlTable {
    return tableOf(this.source, AnalyticsTermEntity);
  }
}
