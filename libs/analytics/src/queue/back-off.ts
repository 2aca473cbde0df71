const FIRST = 100;
const LONGEST = 10_000;

/**
 * Milliseconds to wait after the `failures`-th failure in a row: 0.1 s, doubled each time, 10 s at most.
 *
 * @param failures counts from 1
 */
export const backOff = (failures: number): number => Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 16));
