import { dayOf } from '../../fold/days.js';
import { SUM_DIMENSION, type SumDimension } from '../../fold/sum-dimension.js';
import { type CountedVisitors, ThetaUnion } from '../../fold/theta-union.js';
import { type Span } from '../../statistics/period.js';
import { type Edges } from './edges.js';
import { IS_LASTING, IS_SEEN } from './event-kind.js';
import { fromMatches } from './matches-sql.js';
import { type Reading } from './reading.js';
import { whole } from './whole.js';

/** Whether there is anybody in a span who is known for longer than a day. */
export async function hasLasting(reading: Reading, { start, end }: Span): Promise<boolean> {
  const rows = await reading.ask(
    `SELECT 1 FROM {sum} s WHERE s.{site} = ${reading.site} AND s.{dimension} IN (${SUM_DIMENSION.total}, ${SUM_DIMENSION.audience})
       AND s.{day} >= ${dayOf(start)} AND s.{day} <= ${dayOf(end - 1)} AND s.{lasting} <> '' LIMIT 1`,
  );
  return rows.length > 0;
}

/** Which values of a breakdown are meant, and when. */
export interface ValuesInTime {
  readonly summed: SumDimension;
  readonly days: readonly [number, number];
  readonly numbers: readonly number[];
  readonly edges: Edges | undefined;
}

/** The visitors of values who are known for longer than a day: of whole days by their sketches, of pieces of days one by one. */
export async function lastingByValue(
  reading: Reading,
  { summed, days: [first, last], numbers, edges }: ValuesInTime,
): Promise<ReadonlyMap<number, CountedVisitors>> {
  if (numbers.length === 0) return new Map();
  const found = new Map<number, ThetaUnion>();
  const of = (value: number): ThetaUnion => {
    const union = found.get(value) ?? new ThetaUnion();
    found.set(value, union);
    return union;
  };
  const values = reading.values();
  const days = Array.from({ length: last - first + 1 }, (_, i) => whole(first + i));
  const rows = await reading.ask<{ value: number; lasting: string }>(
    `SELECT s.{value} AS "value", s.{lasting} AS "lasting" FROM {sum} s
     WHERE s.{site} = ${reading.site} AND s.{dimension} = ${summed} AND s.{day} IN (${days.join(', ')})
       AND s.{value} IN ${values.numbers(numbers)} AND s.{lasting} <> ''`,
    values,
  );
  for (const { value, lasting } of rows) of(value).add(lasting);
  if (edges)
    for (const { value, visitor } of await visitorsAtEdges(reading, numbers, edges))
      of(value).addVisitor(Number(visitor));
  return new Map([...found].map(([value, union]) => [value, union.counted()]));
}

function visitorsAtEdges(
  reading: Reading,
  numbers: readonly number[],
  { buckets, condition, fact, values }: Edges,
): Promise<{ value: number; visitor: number | string }[]> {
  return reading.ask(
    `SELECT DISTINCT ${fact.sql} AS "value", e.{visitor} AS "visitor" ${fromMatches(reading, { time: buckets, condition, fact })}
       AND ${IS_SEEN} AND ${IS_LASTING} AND e.{visitor} IS NOT NULL AND ${fact.sql} IN ${values.numbers(numbers)}`,
    values,
  );
}
