import { type Span } from '../../statistics/period.js';
import { type Cohort, type Question } from '../../statistics/statistics-reader.js';
import { bucketSql, layersOf } from './bucket.js';
import { conditionOf } from './condition.js';
import { IS_LASTING, IS_SEEN } from './event-kind.js';
import { fromMatches } from './matches-sql.js';
import { type Reading } from './reading.js';

/** How many of those who were here for the first time in one span were here in another. */
interface ReturnRow {
  readonly first: number;
  readonly here: number;
  readonly visitors: number | string;
}

/** Nobody came. */
export const noCohorts = (spans: readonly Span[]): readonly Cohort[] =>
  spans.map((first, i) => ({ first, visitors: spans.slice(i).map(() => 0) }));

/** Who of those that are known for longer than a day was here first in which span, and in which of the later ones again. */
export async function retentionOf(
  reading: Reading,
  { filter }: Question,
  spans: readonly Span[],
): Promise<readonly Cohort[]> {
  const [time = []] = layersOf(spans);
  if (time.length === 0) return noCohorts(spans);
  const values = reading.values();
  const range = { start: time[0]!.start, end: time.at(-1)!.end };
  const condition = await conditionOf(filter, reading, values, range);
  const rows = await reading.ask<ReturnRow>(
    `SELECT y."first" AS "first", y."bucket" AS "here", COUNT(*) AS "visitors" FROM (
       SELECT x."bucket", MIN(x."bucket") OVER (PARTITION BY x."visitor") AS "first" FROM (
         SELECT DISTINCT ${bucketSql(time, 'e.{at}')} AS "bucket", e.{visitor} AS "visitor"
         ${fromMatches(reading, { time, condition })} AND ${IS_SEEN} AND ${IS_LASTING} AND e.{visitor} IS NOT NULL) x) y
     GROUP BY y."first", y."bucket"`,
    values,
  );
  const found = new Map(rows.map(({ first, here, visitors }) => [`${first} ${here}`, Number(visitors)]));
  return spans.map((first, i) => ({
    first,
    visitors: spans.slice(i).map((_span, k) => found.get(`${i} ${i + k}`) ?? 0),
  }));
}
