/** Counts are told in steps of so many. */
export const ROUNDED_TO = 10;

/** A count as it may be told: `few` where there is somebody, and too few are left of them after rounding. */
export type RoundedCount = number | 'few';

/** The sums of a row of tallies, each of which has a digit of its rounding. */
export const ROUNDED_SUMS = ['shown', 'decided', 'withdrawn', 'granted', 'denied'] as const;

/** One of {@link ROUNDED_SUMS}. */
export type RoundedSum = (typeof ROUNDED_SUMS)[number];

/**
 * SQL of a sum over rows, each rounded up or down to {@link ROUNDED_TO} before it is added: up with the chance of its last digit in ten, so that many together are right,
 * and always as before, so that asking again tells nothing new. Every report is made of these, and of nothing else: whatever is added to or taken from
 * whatever, the outcome is a multiple of ten, and never a number of few people.
 */
export const roundedSum = (sum: RoundedSum): string => {
  const digit = `({rounding} / ${ROUNDED_TO ** ROUNDED_SUMS.indexOf(sum)}) % ${ROUNDED_TO}`;
  return `SUM((({${sum}} + ${digit}) / ${ROUNDED_TO}) * ${ROUNDED_TO})`;
};
