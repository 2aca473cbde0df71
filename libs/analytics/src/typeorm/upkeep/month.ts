const IN_YEAR = 12;

/** A month of UTC, counted from January of the year 0. */
export type Month = number;

/** The month of an instant, in milliseconds since the epoch. */
export function monthOf(at: number): Month {
  const date = new Date(at);
  return date.getUTCFullYear() * IN_YEAR + date.getUTCMonth();
}

/** The first instant of a month, in milliseconds since the epoch. */
export const startOf = (month: Month): number => Date.UTC(Math.floor(month / IN_YEAR), month % IN_YEAR);

/** Such as `2026-06`. */
export const monthName = (month: Month): string => new Date(startOf(month)).toISOString().slice(0, 7);
