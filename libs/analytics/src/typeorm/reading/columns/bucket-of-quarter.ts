import { minutes } from '@nest-privacy/core';
import { type Bucket, UNCOUNTED } from '../bucket.js';

const QUARTER = minutes(15);

/**
 * The bucket in which a quarter of an hour lies; {@link UNCOUNTED} where in none.
 *
 * @param buckets of whole quarters, in the order of time
 * @param quarter since the epoch
 */
export function bucketOfQuarter(buckets: readonly Bucket[], quarter: number): number {
  const at = quarter * QUARTER;
  let [low, high] = [0, buckets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (buckets[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  const found = buckets[low];
  return found && found.start <= at ? found.bucket : UNCOUNTED;
}
