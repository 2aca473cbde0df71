/** Control characters, which PostgreSQL partly cannot store, and halves of surrogate pairs, which databases would change silently. */
const UNFIT_FOR_A_LINE = /[\p{Cc}\p{Cs}]/u;
const UNFIT = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

const within = (value: unknown, min: number, max: number): value is string =>
  typeof value === 'string' && value.length >= min && value.length <= max;

/**
 * Whether `value` is text of bounded length, in UTF-16 units, without control characters (but tab and line breaks) or broken characters.
 *
 * @param min default: 1
 */
export const isText = (value: unknown, max: number, min = 1): value is string =>
  within(value, min, max) && !UNFIT.test(value);

/**
 * Whether `value` is {@link isText} of one line.
 *
 * @param min default: 1
 */
export const isLine = (value: unknown, max: number, min = 1): value is string =>
  within(value, min, max) && !UNFIT_FOR_A_LINE.test(value);
