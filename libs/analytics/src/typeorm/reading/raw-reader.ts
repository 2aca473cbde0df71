import { createHash } from 'node:crypto';
import { type Counts } from '../../statistics/counts.js';
import { type Dimension, propertyOf } from '../../statistics/dimension.js';
import { type Span } from '../../statistics/period.js';
import { type BreakdownPage, type Question, type RankedValue } from '../../statistics/statistics-reader.js';
import { withAftermath } from './aftermath.js';
import { type Bucket, layersOf, UNCOUNTED } from './bucket.js';
import { conditionOf } from './condition.js';
import { COUNTED, type CountedRow, countsOf, type RevenueRow } from './counted-row.js';
import { factOf } from './fact.js';
import { countedSql, type Matches } from './matches-sql.js';
import { ofKinds } from './of-kinds.js';
import { pageOf } from './ranking.js';
import { type Reading } from './reading.js';
import { salesSql } from './sales-sql.js';
import { numberOfText, textsOfNumbers } from './texts-of-numbers.js';
import { allSql, pageSql, type Parts, type ValueRow } from './total-sql.js';
import { type Values } from './values.js';
import { type Costly, wantedOf } from './wanted.js';

type BucketRow<Row> = Row & { readonly bucket: number };
type PropertyRow<Row> = Row & { readonly value: string };

/** Values of a property that are ranked, at most: the most frequent ones. */
const MOST_PROPERTIES = 100_000;
const BITS_52 = 13;

/** Of what a question asks, all events in a time. */
interface Asked extends Matches {
  readonly values: Values;
}

/** Counts events one by one, whatever is asked. */
export class RawReader {
  constructor(private readonly reading: Reading) {}

  async counts(question: Question, spans: readonly Span[]): Promise<readonly Counts[]> {
    const found = new Map<number, CountedRow[]>();
    const sales = new Map<number, RevenueRow[]>();
    for (const buckets of layersOf(spans)) {
      const asked = await this.asked(question, buckets);
      gather(
        found,
        await this.reading.askAtLarge(
          `WITH ${countedSql(this.reading, asked)} SELECT * FROM "counted" WHERE "bucket" >= 0`,
          asked.values,
        ),
      );
      if (asked.wanted.has('revenue')) gather(sales, await this.sales(asked, buckets));
    }
    return spans.map((_span, i) => countsOf(found.get(i) ?? [], sales.get(i)));
  }

  async breakdown(
    question: Question,
    span: Span,
    dimension: Dimension,
    page: BreakdownPage,
  ): Promise<readonly RankedValue[]> {
    const [buckets = []] = layersOf([span]);
    if (buckets.length === 0) return [];
    const asked = await this.asked({ ...question, metrics: [...question.metrics, page.by] }, buckets, dimension);
    if (propertyOf(dimension) !== undefined) return this.properties(asked, buckets, page, question.currency);
    const rows = await this.page(asked, buckets, page, question.currency);
    const revenue = new Map<number, RevenueRow[]>();
    if (asked.wanted.has('revenue') && rows.length > 0)
      for (const row of await this.revenueByValue<number>(asked, buckets)) add(revenue, row.value, row);
    const texts = await textsOfNumbers(
      this.reading,
      rows.map(({ value }) => value),
    );
    return rows.map((row) => ({
      value: texts.get(row.value) ?? '',
      counts: countsOf([row], revenue.get(row.value)),
      order: row.value,
    }));
  }

  /** The values of a page with their numbers: first is found by the fewest numbers which they are, and of them alone is counted what takes long. */
  private async page(
    asked: Asked,
    buckets: readonly Bucket[],
    page: BreakdownPage,
    currency: string | undefined,
  ): Promise<readonly ValueRow[]> {
    const { reading } = this;
    const ranking = { ...asked, wanted: wantedOf([page.by]) };
    const number = page.by === 'revenue' ? await numberOfText(reading, currency) : 0;
    const ranked = await reading.askAtLarge<ValueRow>(
      pageSql(reading, asked.values, this.parts(ranking, buckets), { page, currency: number }),
      asked.values,
    );
    const further = [...asked.wanted].filter((costly) => costly !== 'revenue' && !ranking.wanted.has(costly));
    if (further.length === 0 || ranked.length === 0) return ranked;
    const list = asked.values.numbers(ranked.map(({ value }) => value));
    const { joins, sql } = asked.condition;
    const ofPage = { ...asked, condition: { joins, sql: `${sql} AND ${asked.fact!.sql} IN ${list}` } };
    const found = await reading.askAtLarge<ValueRow>(allSql(reading, this.parts(ofPage, buckets)), asked.values);
    const byValue = new Map(found.map((row) => [row.value, row]));
    return ranked.map((row) => byValue.get(row.value) ?? row);
  }

  /** The money of spans, by currency. */
  async revenue(question: Question, spans: readonly Span[]): Promise<readonly Counts['revenue'][]> {
    const sales = new Map<number, RevenueRow[]>();
    for (const buckets of layersOf(spans))
      gather(sales, await this.sales(await this.asked({ ...question, metrics: [] }, buckets), buckets));
    return spans.map((_span, i) => countsOf([], sales.get(i)).revenue);
  }

  /** The money of a dimension's values by the numbers of their texts. */
  async revenueOfValues(
    question: Question,
    span: Span,
    dimension: Dimension,
  ): Promise<ReadonlyMap<number, Counts['revenue']>> {
    const [buckets = []] = layersOf([span]);
    const asked = await this.asked({ ...question, metrics: [] }, buckets, dimension);
    const revenue = new Map<number, RevenueRow[]>();
    for (const row of await this.revenueByValue<number>(asked, buckets)) add(revenue, row.value, row);
    return new Map([...revenue].map(([value, rows]) => [value, countsOf([], rows).revenue]));
  }

  private parts(asked: Asked, buckets: readonly Bucket[]): Parts {
    return {
      tables: [countedSql(this.reading, asked)],
      counted: ['SELECT * FROM "counted"'],
      revenue: [salesSql(this.reading, { ...asked, time: buckets })],
      numbers: COUNTED,
    };
  }

  /** The currencies of a question with anything in them. */
  async currencies(question: Question, span: Span): Promise<readonly string[]> {
    const [buckets = []] = layersOf([span]);
    if (buckets.length === 0) return [];
    const asked = await this.asked({ ...question, metrics: [] }, buckets);
    return [...new Set((await this.sales(asked, buckets)).map(({ currency }) => currency))];
  }

  /** What a question asks, in words of the database. */
  private async asked(question: Question, buckets: readonly Bucket[], dimension?: Dimension): Promise<Asked> {
    const values = this.reading.values();
    const wanted: ReadonlySet<Costly> = wantedOf(question.metrics);
    const time = wanted.has('visits') ? await withAftermath(this.reading, buckets) : buckets;
    const range = { start: time[0]!.start, end: time.at(-1)!.end };
    const condition = await conditionOf(question.filter, this.reading, values, range, dimension);
    if (dimension === undefined) return { values, time, wanted, condition, visitors: 'all' };
    const fact = factOf(dimension, this.reading, values);
    return { values, time, wanted, fact, condition: ofKinds(condition, dimension), visitors: 'all' };
  }

  private async properties(
    asked: Asked,
    buckets: readonly Bucket[],
    page: BreakdownPage,
    currency: string | undefined,
  ): Promise<readonly RankedValue[]> {
    const rows = await this.reading.askAtLarge<PropertyRow<CountedRow>>(
      `WITH ${countedSql(this.reading, asked)} SELECT * FROM "counted" WHERE "value" <> '' AND "bucket" <> ${UNCOUNTED}
       ORDER BY "pageviews" + "events" DESC LIMIT ${MOST_PROPERTIES}`,
      asked.values,
    );
    const counted = new Map<string, CountedRow[]>();
    const revenue = new Map<string, RevenueRow[]>();
    for (const row of rows) add(counted, row.value, row);
    if (asked.wanted.has('revenue'))
      for (const row of await this.revenueByValue<string>(asked, buckets)) add(revenue, row.value, row);
    const all = [...counted].map(([value, parts]) => ({
      value,
      counts: countsOf(parts, revenue.get(value)),
      order: orderOf(value),
    }));
    return pageOf(all, page, currency);
  }

  private sales(asked: Asked, buckets: readonly Bucket[]): Promise<BucketRow<RevenueRow>[]> {
    return this.reading.ask(
      `SELECT q."bucket", t.{text} AS "currency", q."amount" FROM (${salesSql(this.reading, { ...asked, time: buckets })}) q
       JOIN {term} t ON t.{id} = q."currency" WHERE q."bucket" <> ${UNCOUNTED} ORDER BY t.{text}`,
      asked.values,
    );
  }

  private revenueByValue<Value>(
    asked: Asked,
    buckets: readonly Bucket[],
  ): Promise<(RevenueRow & { readonly value: Value })[]> {
    return this.reading.ask(
      `SELECT q."value", t.{text} AS "currency", q."amount" FROM (${salesSql(this.reading, { ...asked, time: buckets })}) q
       JOIN {term} t ON t.{id} = q."currency"`,
      asked.values,
    );
  }
}

/** A number of a text that is in no dictionary. */
const orderOf = (text: string): number =>
  parseInt(createHash('sha256').update(text).digest('hex').slice(0, BITS_52), 16);

function add<Key, Row>(rows: Map<Key, Row[]>, key: Key, row: Row): void {
  const others = rows.get(key);
  if (others) others.push(row);
  else rows.set(key, [row]);
}

function gather<Row>(into: Map<number, Row[]>, rows: readonly BucketRow<Row>[]): void {
  for (const row of rows) add(into, Number(row.bucket), row);
}
