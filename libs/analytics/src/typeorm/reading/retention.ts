import { type Span } from '../../statistics/period.js';
import { type Cohort, type Question } from '../../statistics/statistics-reader.js';
import { bucketSql, layersOf } from './bucket.js';
import { conditionOf } from './condition.js';
import { IS_LASTING, IS_SEEN } from './event-kind.js';
import { fromMatches } from './matches-sql.js';
import { type Reading } from './reading.js';

interface PresenceRow {
  /** A bit for each span in which they were here. */
  readonly spans: number | string;
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
  const rows = await reading.ask<PresenceRow>(
    `SELECT y."spans", COUNT(*) AS "visitors" FROM (
       SELECT x."visitor", SUM(1 << x."bucket") AS "spans" FROM (
         SELECT DISTINCT ${bucketSql(time, 'e.{at}')} AS "bucket", e.{visitor} AS "visitor"
         ${fromMatches(reading, { time, condition })} AND ${IS_SEEN} AND ${IS_LASTING} AND e.{visitor} IS NOT NULL) x
       GROUP BY x."visitor") y
     GROUP BY y."spans"`,
    values,
  );
  const presences = rows.map((row) => ({ spans: Number(row.spans), visitors: Number(row.visitors) }));
  return spans.map((first, i) => {
    const fresh = presences.filter((presence) => firstBit(presence.spans) === i);
    const here = (j: number): number =>
      fresh.reduce((sum, presence) => sum + (presence.spans & (1 << j) ? presence.visitors : 0), 0);
    return { first, visitors: spans.slice(i).map((_span, k) => here(i + k)) };
  });
}

const firstBit = (bits: number): number => 31 - Math.clz32(bits & -bits);
