/** The middle value; of an even number of values the upper of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which so much of all lies, `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Chance that a value lies outside of an interval at one of its ends. */
const OUTSIDE = 0.025;

/**
 * Within which bounds the median lies in 95 of 100 cases, by the order of the values alone, so that it does not matter how noise is distributed (an
 * interval from order statistics). With fewer than six values nothing is known.
 */
export function medianInterval(values: readonly number[]): readonly [low: number, high: number] {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  let below = 0.5 ** n;
  if (below > OUTSIDE) return [-Infinity, Infinity];
  // How many values may be left out at either end: those to one side of the median follow a binomial distribution.
  let left = 0;
  for (let k = 1, chance = below; k < n / 2; k++) {
    chance *= (n - k + 1) / k;
    below += chance;
    if (below > OUTSIDE) break;
    left = k;
  }
  return [sorted[left]!, sorted[n - 1 - left]!];
}
