import { VISIT_GAP } from '../../fold/days.js';
import { type Bucket, UNCOUNTED } from './bucket.js';
import { type Reading } from './reading.js';
import { whole } from './whole.js';

/** Late events may be in a visit for as long after its last one. */
const AFTER = VISIT_GAP + 1;

/**
 * The buckets, and after them the time in which visits that began in them may go on, which is counted for no answer. Who goes on after an instant does something within half an hour of it,
 * so that a look at that half hour tells how far it is.
 *
 * @param buckets in the order of time; they do not overlap
 */
export async function withAftermath(reading: Reading, buckets: readonly Bucket[]): Promise<readonly Bucket[]> {
  const ends = buckets.map(({ end }) => end).filter((end, i) => buckets[i + 1]?.start !== end);
  if (ends.length === 0) return [];
  const rows = await reading.ask<{ end: string | number; last: string | number | null }>(
    ends
      .map(
        (
          end,
        ) => `SELECT ${whole(end)} AS "end", MAX(v.{ended}) AS "last" FROM {event} e JOIN {visit} v ON v.{id} = e.{visit}
          WHERE e.{site} = ${reading.site} AND e.{at} >= ${whole(end)} AND e.{at} < ${whole(end + AFTER)}
            AND v.{begun} < ${whole(end)}`,
      )
      .join(' UNION ALL '),
  );
  const last = new Map(rows.map((row) => [Number(row.end), Number(row.last ?? 0)]));
  return buckets.flatMap((bucket, i) => {
    const { end } = bucket;
    if (!last.has(end)) return [bucket];
    const until = Math.min(Math.max(end, last.get(end)!) + AFTER, buckets[i + 1]?.start ?? Infinity);
    return until > end ? [bucket, { start: end, end: until, bucket: UNCOUNTED }] : [bucket];
  });
}
