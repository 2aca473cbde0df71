import { type Span } from '../../statistics/period.js';
import { whole } from './whole.js';

/** A span of time, and the number of the answer that it is counted for. */
export interface Bucket extends Span {
  readonly bucket: number;
}

/** Time that is looked at, and counted for no answer. */
export const UNCOUNTED = -1;

/** Some buckets that do not overlap, in the order of time, with what lies between them. */
function withGaps(buckets: readonly Bucket[]): Bucket[] {
  const all: Bucket[] = [];
  for (const bucket of buckets) {
    const end = all.at(-1)?.end;
    if (end !== undefined && end < bucket.start) all.push({ start: end, end: bucket.start, bucket: UNCOUNTED });
    all.push(bucket);
  }
  return all;
}

/**
 * The bucket of an instant that lies in one of them: found by halves, so that many of them cost little.
 *
 * @param buckets in the order of time; they do not overlap
 */
export function bucketSql(buckets: readonly Bucket[], column: string): string {
  const search = (part: readonly Bucket[]): string => {
    const [first] = part;
    if (part.every(({ bucket }) => bucket === first!.bucket)) return whole(first!.bucket);
    const half = part.length >> 1;
    return `CASE WHEN ${column} < ${whole(part[half]!.start)} THEN ${search(part.slice(0, half))} ELSE ${search(part.slice(half))} END`;
  };
  return search(withGaps(buckets));
}

/** Whether an instant lies in one of some buckets. */
export function withinSql(buckets: readonly Bucket[], column: string): string {
  const ranges: { start: number; end: number }[] = [];
  for (const { start, end } of buckets) {
    const last = ranges.at(-1);
    if (last?.end === start) last.end = end;
    else ranges.push({ start, end });
  }
  const within = ranges.map(({ start, end }) => `(${column} >= ${whole(start)} AND ${column} < ${whole(end)})`);
  return `(${within.join(' OR ')})`;
}

/** Spans in as few lists as it takes for none to overlap, each in the order of time, with the places that they had. Of empty ones there is nothing. */
export function layersOf(spans: readonly Span[]): readonly (readonly Bucket[])[] {
  const layers: Bucket[][] = [];
  const inOrder = spans
    .map(({ start, end }, bucket) => ({ start, end, bucket }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  for (const bucket of inOrder) {
    const layer = layers.find((one) => one.at(-1)!.end <= bucket.start);
    if (layer) layer.push(bucket);
    else layers.push([bucket]);
  }
  return layers;
}
