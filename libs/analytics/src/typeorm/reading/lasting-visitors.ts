import { SUM_DIMENSION } from '../../fold/sum-dimension.js';
import { ThetaSketch } from '../../fold/theta-sketch.js';
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
): Promise<ReadonlyMap<number, ThetaSketch>> {
  const { before, after } = fromParts(reading, 'sum', parts);
  const rows = await reading.ask<SketchRow>(
    `${before} SELECT b."bucket" AS "bucket", s.{dimension} AS "dimension", s.{day} AS "day", s.{lasting} AS "lasting"
     ${after} AND b."counts" = 1 AND s.{lasting} <> ''`,
  );
  const read = rows.map((row) => ({ ...row, sketches: [ThetaSketch.fromText(row.lasting)] }));
  const coarse = new Set(read.filter(isCoarse).map(({ day }) => day));
  const quarters = coarse.size === 0 || coarse.size > MOST_REFINED ? undefined : await quartersOf(reading, [...coarse]);
  const found = new Map<number, ThetaSketch>();
  for (const row of read) {
    const all = found.get(row.bucket) ?? ThetaSketch.empty();
    for (const sketch of (isCoarse(row) ? quarters?.get(row.day) : undefined) ?? row.sketches) all.unite(sketch);
    found.set(row.bucket, all);
  }
  return found;
}

const isCoarse = ({ dimension, sketches }: SketchRow & { readonly sketches: readonly ThetaSketch[] }): boolean =>
  dimension === SUM_DIMENSION.total && sketches.some(({ error }) => error > 0);

async function quartersOf(reading: Reading, days: readonly number[]): Promise<ReadonlyMap<number, ThetaSketch[]>> {
  const rows = await reading.ask<{ day: number; lasting: string }>(
    `SELECT s.{day} AS "day", s.{lasting} AS "lasting" FROM {sum} s
     WHERE s.{site} = ${reading.site} AND s.{dimension} = ${SUM_DIMENSION.quarter} AND s.{day} IN (${days.join(', ')})
       AND s.{lasting} <> ''`,
  );
  const found = new Map<number, ThetaSketch[]>();
  for (const { day, lasting } of rows) {
    const sketches = found.get(day) ?? [];
    sketches.push(ThetaSketch.fromText(lasting));
    found.set(day, sketches);
  }
  return found;
}
