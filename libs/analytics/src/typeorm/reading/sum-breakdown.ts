import { type SumDimension } from '../../fold/sum-dimension.js';
import { type Dimension } from '../../statistics/dimension.js';
import { type Span } from '../../statistics/period.js';
import { type BreakdownPage, type Question, type RankedValue } from '../../statistics/statistics-reader.js';
import { withAftermath } from './aftermath.js';
import { type Bucket } from './bucket.js';
import { conditionOf } from './condition.js';
import { COUNTED, countsOf, type RevenueRow } from './counted-row.js';
import { cutSpan } from './day-part.js';
import { type Edges } from './edges.js';
import { factOf } from './fact.js';
import { hasLasting, lastingByValue } from './lasting-by-value.js';
import { countedSql, type Matches } from './matches-sql.js';
import { ofKinds } from './of-kinds.js';
import { LargeSums } from './large-sums.js';
import { pageAmong, pageOf, rankedBy } from './ranking.js';
import { type Reading } from './reading.js';
import { salesSql } from './sales-sql.js';
import { hasManyValues } from './summed-dimension.js';
import { numberOfText, textsOfNumbers } from './texts-of-numbers.js';
import { allSql, pageSql, type Parts, type ValueRow } from './total-sql.js';
import { type Values } from './values.js';
import { visitorCount } from './visitor-count.js';
import { whole } from './whole.js';
import { type Costly, wantedOf } from './wanted.js';

const NUMBERS = COUNTED.map((name) => `s.{${name}} AS "${name}"`).join(', ');
const ALL_NUMBERS = COUNTED.map((name) => `SUM(s.{${name}}) AS "${name}"`).join(', ');

/** Breaks a span down by a dimension of the sums, without a filter: whole days from sums, pieces of days one by one. */
export class SumBreakdown {
  private readonly wanted: ReadonlySet<Costly>;
  private readonly edges: readonly Bucket[];

  /** @param days first and last of the whole ones */
  constructor(
    private readonly reading: Reading,
    private readonly question: Question,
    private readonly span: Span,
    private readonly dimension: Dimension,
    private readonly summed: SumDimension,
    private readonly days: readonly [number, number],
    private readonly page: BreakdownPage,
  ) {
    this.wanted = wantedOf([...question.metrics, page.by]);
    this.edges = cutSpan(span).edges.map((edge) => ({ ...edge, bucket: 0 }));
  }

  async answer(): Promise<readonly RankedValue[]> {
    const { reading, page, wanted, span } = this;
    const values = reading.values();
    const isLasting = wanted.has('visitors') && (await hasLasting(reading, span));
    const leaders = isLasting && page.by === 'visitors' ? undefined : await this.leaders();
    if (leaders) return this.valued(leaders, isLasting, undefined);
    const [parts, edges] = await this.parts(values);
    if (isLasting && page.by === 'visitors')
      return this.rankedHere(await this.rows(allSql(reading, { ...parts, numbers: COUNTED }), values), edges);
    const currency = page.by === 'revenue' ? await numberOfText(reading, this.question.currency) : 0;
    const rows = await this.rows(pageSql(reading, values, parts, { page, currency }), values);
    return this.valued(edges ? rows : await this.completed(rows.map(({ value }) => value)), isLasting, edges);
  }

  /** The values of the page where large sums tell them: of whole days, and ranked by one number that is in the sums. */
  private async leaders(): Promise<readonly ValueRow[] | undefined> {
    const { reading, page, summed, days } = this;
    const [ranked, ...others] = rankedBy(page.by);
    if (this.edges.length > 0 || ranked === undefined || others.length > 0 || !hasManyValues(summed)) return undefined;
    const contenders = await new LargeSums(reading, { summed, days }, page, ranked).contenders();
    if (contenders === undefined) return undefined;
    return pageAmong(await this.completed(contenders), page, (row) => ({
      rank: Number(row[ranked]),
      order: row.value,
    }));
  }

  /** Of whole days the ranking reads nothing but what it ranks by; all else is looked up for the values of the page alone, in their order. */
  private async completed(numbers: readonly number[]): Promise<readonly ValueRow[]> {
    if (numbers.length === 0) return [];
    const values = this.reading.values();
    const [first, last] = this.days;
    const days = Array.from({ length: last - first + 1 }, (_, i) => whole(first + i));
    const found = await this.reading.ask<ValueRow>(
      `SELECT s.{value} AS "value", ${ALL_NUMBERS} FROM {sum} s
       WHERE s.{site} = ${this.reading.site} AND s.{dimension} = ${this.summed} AND s.{day} IN (${days.join(', ')})
         AND s.{value} IN ${values.numbers(numbers)} GROUP BY s.{value}`,
      values,
    );
    const byValue = new Map(found.map((row) => [row.value, row]));
    return numbers.flatMap((number) => byValue.get(number) ?? []);
  }

  private rows(sql: string, values: Values): Promise<ValueRow[]> {
    return this.edges.length === 0 ? this.reading.ask(sql, values) : this.reading.askAtLarge(sql, values);
  }

  /** Visitors of all values have to be known before they can be ranked by them. */
  private async rankedHere(rows: readonly ValueRow[], edges: Edges | undefined): Promise<readonly RankedValue[]> {
    return pageOf(await this.valued(rows, true, edges), this.page, this.question.currency);
  }

  private async parts(values: Values): Promise<[Parts, Edges | undefined]> {
    const { reading, dimension, edges, wanted } = this;
    const counted = [`SELECT s.{value} AS "value", ${NUMBERS} FROM {sum} s WHERE ${this.rowsOf('s')}`];
    const revenue = [
      `SELECT r.{value} AS "value", r.{currency} AS "currency", r.{amount} AS "amount" FROM {revenue} r WHERE ${this.rowsOf('r')}`,
    ];
    if (edges.length === 0) return [{ tables: [], counted, revenue, numbers: rankedBy(this.page.by) }, undefined];
    const time = wanted.has('visits') ? await withAftermath(reading, edges) : edges;
    const range = { start: time[0]!.start, end: time.at(-1)!.end };
    const condition = ofKinds(await conditionOf(undefined, reading, values, range, dimension), dimension);
    const fact = factOf(dimension, reading, values);
    const matches: Matches = { time, condition, fact, wanted, visitors: 'passing' };
    return [
      {
        tables: [countedSql(reading, matches)],
        counted: [...counted, 'SELECT * FROM "counted"'],
        revenue: [...revenue, salesSql(reading, { ...matches, time: edges })],
        numbers: COUNTED,
      },
      { buckets: edges, condition, fact, values },
    ];
  }

  private rowsOf(letter: 's' | 'r'): string {
    const [first, last] = this.days.map(whole);
    return `${letter}.{site} = ${this.reading.site} AND ${letter}.{dimension} = ${this.summed}
      AND ${letter}.{day} >= ${first} AND ${letter}.{day} <= ${last}`;
  }

  private async valued(
    rows: readonly ValueRow[],
    isLasting: boolean,
    edges: Edges | undefined,
  ): Promise<readonly RankedValue[]> {
    const numbers = rows.map(({ value }) => value);
    const { reading, summed, days } = this;
    const lasting = isLasting ? await lastingByValue(reading, { summed, days, numbers, edges }) : undefined;
    const revenue = this.wanted.has('revenue') && rows.length > 0 ? await this.revenueOf(numbers, edges) : undefined;
    const texts = await textsOfNumbers(reading, numbers);
    return rows.map((row) => {
      const counts = countsOf([row], revenue?.get(row.value));
      return {
        value: texts.get(row.value) ?? '',
        counts: { ...counts, source: 'sums', visitors: visitorCount(counts.visitors.count, lasting?.get(row.value)) },
        order: row.value,
      };
    });
  }

  private async revenueOf(
    numbers: readonly number[],
    edges: Edges | undefined,
  ): Promise<ReadonlyMap<number, readonly RevenueRow[]>> {
    const { reading } = this;
    const values = edges?.values ?? reading.values();
    const sources = [
      `SELECT r.{value} AS "value", r.{currency} AS "currency", r.{amount} AS "amount" FROM {revenue} r WHERE ${this.rowsOf('r')}`,
      ...(edges
        ? [`SELECT "value", "currency", "amount" FROM (${salesSql(reading, { ...edges, time: edges.buckets })}) q`]
        : []),
    ];
    const rows = await reading.ask<RevenueRow & { readonly value: number }>(
      `SELECT q."value", t.{text} AS "currency", SUM(q."amount") AS "amount" FROM (${sources.join(' UNION ALL ')}) q
       JOIN {term} t ON t.{id} = q."currency" WHERE q."value" IN ${values.numbers(numbers)} GROUP BY q."value", t.{text}`,
      values,
    );
    const found = new Map<number, RevenueRow[]>();
    for (const row of rows) found.set(row.value, [...(found.get(row.value) ?? []), row]);
    return found;
  }
}
