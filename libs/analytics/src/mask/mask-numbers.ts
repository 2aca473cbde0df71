/** Groups of digits, as telephone and card numbers are written. */
const GROUPS = /\+?\p{Nd}+(?:[ ().\-‐-―]{1,3}\p{Nd}+)*/gu;
const DIGITS = /\p{Nd}+/gu;
/** Digits that are a number of somebody or something; those of dates do not count. */
const LONG = 9;
const DATE = /^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/;
const YEAR = /^(19|20)\d\d$/;
const LONGEST_OF_DATE = 4;

/** Beginning with a year and without a long group, such as `2026-06-15-10` or `2024-2025-2026`. */
const isYears = (groups: readonly string[]): boolean =>
  groups.length > 1 && YEAR.test(groups[0]!) && groups.every((group) => group.length <= LONGEST_OF_DATE);

/**
 * Puts `:number` in the place of nine digits or more, also in groups; years, dates and short numbers stay.
 *
 * @param text as people read it, see {@link plainForm}
 */
export const maskNumbers = (text: string): string =>
  text.replace(GROUPS, (number) => {
    const groups = number.match(DIGITS) ?? [];
    const length = groups.reduce((sum, group) => sum + (DATE.test(group) ? 0 : group.length), 0);
    return length < LONG || isYears(groups) ? number : ':number';
  });
