import { isSafePattern } from 'redos-detector';

/** The check is bounded by steps, so that its verdict does not hang on the machine; the time is the net below it. */
const BOUNDS = { maxScore: 200, maxSteps: 5_000, timeout: 1_000, downgradePattern: true } as const;

/** The expression for the whole name, as it is checked and as it is run. */
export const anchored = (source: string): string => `^(?:${source})$`;

/**
 * Why a regular expression is not accepted as a cookie's name.
 *
 * @returns the fault in words, or `undefined` when the expression is valid and cannot backtrack catastrophically
 */
export function regexFault(source: string): string | undefined {
  try {
    // On its own first: "a)(b" becomes valid when it is wrapped.
    new RegExp(source);
  } catch {
    return 'is not a valid regular expression';
  }
  try {
    if (isSafePattern(anchored(source), BOUNDS).safe) return undefined;
  } catch {
    return 'uses a construct that cannot be checked for safety; use character classes, groups and quantifiers only, or a glob';
  }
  return 'may backtrack catastrophically; write it without nested or overlapping repetition and alternatives, or use a glob';
}
