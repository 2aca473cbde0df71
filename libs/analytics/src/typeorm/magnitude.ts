/** What is smaller has no magnitude, so that the many sums of next to nothing stand in no index. */
const FIRST = 16;

/** The largest magnitude: of whatever is larger, too. */
export const LARGEST = 20;

/** All magnitudes from the largest to 1. */
export const MAGNITUDES: readonly number[] = Array.from({ length: LARGEST }, (_, i) => LARGEST - i);

/** The least number of a magnitude; all numbers of lesser ones are smaller. */
export const leastOf = (magnitude: number): number => FIRST * 2 ** (magnitude - 1);

/**
 * The magnitude of a number: 1 from 16 on, and one more each time it doubles.
 *
 * @param number in SQL, as is the answer
 */
export function magnitudeOf(number: string): string {
  const cases = MAGNITUDES.map((magnitude) => `WHEN ${number} < ${leastOf(magnitude)} THEN ${magnitude - 1}`);
  return `CASE ${cases.reverse().join(' ')} ELSE ${LARGEST} END`;
}
