/** The largest number an `integer` column holds. */
export const LARGEST_INTEGER = 2_147_483_647;

/** Whether `value` is a whole number of JSON within bounds. @default 1 to what an `integer` column holds */
export const isWholeNumber = (value: unknown, min = 1, max = LARGEST_INTEGER): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;

/** Reads a whole number as queries and forms have it: decimal digits and nothing else; `undefined` for any other text. */
export const parseWholeNumber = (text: unknown): number | undefined =>
  typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
