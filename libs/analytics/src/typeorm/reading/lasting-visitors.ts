import { SUM_DIMENSION } from '../../fold/sum-dimension.js';
import { isThinnedOut } from '../../fold/theta-sketch.js';
import { type CountedVisitors, ThetaUnion } from '../../fold/theta-union.js';
import { type DayPart } from './day-part.js';
import { fromParts } from './parts-sql.js';
import { type Reading } from './reading.js';

/** Days of which quarters of hours are looked at, at most: there are 96 times as many of them. */
const MOST_REFINED = 35;

interface SketchRow {
  readonly bucket: number;
  readonly dimension: number;
  readonly day: number;
  readonly lasting: string;
}

/**
 * Who was there of those that are known for longer than a day, by bucket. Where a day as a whole had too many of them to be kept, its quarters are united, each of which had fewer.
 */
export async function lastingVisitors(
  reading: Reading,
  parts: readonly DayPart[],
): Promise<ReadonlyMap<number, CountedVisitors>> {
  const { before, after } = fromParts(reading, 'sum', parts);
  const rows = await reading.ask<SketchRow>(
    `${before} SELECT b."bucket" AS "bucket", s.{dimension} AS "dimension", s.{day} AS "day", s.{lasting} AS "lasting"
     ${after} AND b."counts" = 1 AND s.{lasting} <> ''`,
  );
  const coarse = new Set(rows.filter(isCoarse).map(({ day }) => day));
  const quarters = coarse.size === 0 || coarse.size > MOST_REFINED ? undefined : await quartersOf(reading, [...coarse]);
  const found = new Map<number, ThetaUnion>();
  for (const row of rows) {
    const all = found.get(row.bucket) ?? new ThetaUnion();
    const texts = (isCoarse(row) ? quarters?.get(row.day) : undefined) ?? [row.lasting];
    for (const text of texts) all.add(text);
    found.set(row.bucket, all);
  }
  return new Map([...found].map(([bucket, union]) => [bucket, union.counted()]));
}

const isCoarse = ({ dimension, lasting }: SketchRow): boolean =>
  dimension === SUM_DIMENSION.total && isThinnedOut(lasting);

async function quartersOf(reading: Reading, days: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
  const rows = await reading.ask<{ day: number; lasting: string }>(
    `SELECT s.{day} AS "day", s.{lasting} AS "lasting" FROM {sum} s
     WHERE s.{site} = ${reading.site} AND s.{dimension} = ${SUM_DIMENSION.quarter} AND s.{day} IN (${days.join(', ')})
       AND s.{lasting} <> ''`,
  );
  const found = new Map<number, string[]>();
  for (const { day, lasting } of rows) {
    const texts = found.get(day) ?? [];
    texts.push(lasting);
    found.set(day, texts);
  }
  return found;
}
