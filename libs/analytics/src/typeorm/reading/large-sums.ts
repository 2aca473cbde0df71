import { type SumDimension } from '../../fold/sum-dimension.js';
import { type BreakdownPage } from '../../statistics/statistics-reader.js';
import { LARGEST, leastOf, MAGNITUDES } from '../magnitude.js';
import { type Contenders, contendersOf, type PartlyKnown } from './contenders.js';
import { type COUNTED } from './counted-row.js';
import { type Reading } from './reading.js';
import { whole } from './whole.js';

/** So many times as many sums are read first as a page has, for every day. */
const AMPLE = 2;
/** From so many values on for each of a page it is better to read everything. */
const MOST_CONTENDERS = 20;

/** A dimension on some days. */
export interface SummedDays {
  readonly summed: SumDimension;
  /** First and last. */
  readonly days: readonly [number, number];
}

type Ranked = (typeof COUNTED)[number];

/**
 * Finds the values of a page of a breakdown by the large sums alone, of which there are few however many values there are: what has no large sum has too little to be on the page, and how
 * little is known by the magnitude. First as many of the largest are read as should do; they tell how many it takes indeed.
 */
export class LargeSums {
  constructor(
    private readonly reading: Reading,
    private readonly where: SummedDays,
    private readonly page: BreakdownPage,
    private readonly ranked: Ranked,
  ) {}

  /** @returns values among which those of the page are; `undefined` where large sums do not tell */
  async contenders(): Promise<readonly number[] | undefined> {
    let magnitude = await this.firstMagnitude();
    while (magnitude >= 1) {
      const { least, values } = await this.from(magnitude);
      const isAll = this.mostUnread(magnitude) < least;
      if (isAll && values.length <= MOST_CONTENDERS * this.page.limit) return values;
      magnitude = Math.min(magnitude - 1, isAll || least === 0 ? LARGEST : this.magnitudeFor(least));
    }
    return undefined;
  }

  /** So that there are enough large sums, and that values are among them which are behind the page before. */
  private async firstMagnitude(): Promise<number> {
    const wanted = AMPLE * this.page.limit * this.countOfDays;
    const { after } = this.page;
    const rows = await this.reading.ask<{ magnitude: number; sums: number | string }>(
      `WITH "level"("magnitude") AS (VALUES ${MAGNITUDES.map((magnitude) => `(${magnitude})`).join(', ')})
       SELECT l."magnitude" AS "magnitude", (SELECT COUNT(*) FROM (SELECT 1 FROM {sum} s
         WHERE ${this.rowsOf('= l."magnitude"')} LIMIT ${whole(wanted)}) q) AS "sums" FROM "level" l`,
    );
    const sums = new Map(rows.map((row) => [Number(row.magnitude), Number(row.sums)]));
    let found = 0;
    const enough = MAGNITUDES.find((magnitude) => (found += sums.get(magnitude) ?? 0) >= wanted) ?? 1;
    return after === undefined ? enough : Math.min(enough, this.magnitudeFor(after.rank));
  }

  private async from(magnitude: number): Promise<Contenders> {
    const magnitudes = MAGNITUDES.filter((one) => one >= magnitude).join(', ');
    const rows = await this.reading.ask<Record<keyof PartlyKnown, number | string>>(
      `SELECT s.{value} AS "value", SUM(s.{${this.ranked}}) AS "sum", COUNT(*) AS "days" FROM {sum} s
       WHERE ${this.rowsOf(`IN (${magnitudes})`)} AND s.{value} NOT IN (${this.reading.nothing.join(', ')}) GROUP BY s.{value}`,
    );
    const known = rows.map(({ value, sum, days }) => ({ value: Number(value), sum: Number(sum), days: Number(days) }));
    return contendersOf(known, { days: this.countOfDays, most: leastOf(magnitude) - 1 }, this.page);
  }

  private get countOfDays(): number {
    const [first, last] = this.where.days;
    return last - first + 1;
  }

  /** The most that a value can have of which no sum of a magnitude was read. */
  private mostUnread(magnitude: number): number {
    return this.countOfDays * (leastOf(magnitude) - 1);
  }

  /** The largest magnitude from which on all values with so much have a sum; 0 without any. */
  private magnitudeFor(least: number): number {
    return MAGNITUDES.find((magnitude) => this.mostUnread(magnitude) < least) ?? 0;
  }

  /** A condition that an index answers by itself. */
  private rowsOf(magnitude: string): string {
    const [first, last] = this.where.days.map(whole);
    return `s.{site} = ${this.reading.site} AND s.{dimension} = ${this.where.summed} AND s.{magnitude} ${magnitude}
      AND s.{magnitude} > 0 AND s.{day} >= ${first} AND s.{day} <= ${last}`;
  }
}
