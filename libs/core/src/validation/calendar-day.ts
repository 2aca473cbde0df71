/** A day of the calendar, in no zone of its own. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Reads a day such as `2026-06-15` (ISO 8601, section 5.2.2.1) from 1970 on.
 *
 * @returns `undefined` for anything else, also for a day that no calendar has, such as `2026-02-30`
 */
export function parseDay(text: unknown): CalendarDay | undefined {
  const match = typeof text === 'string' ? FORM.exec(text) : null;
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const back = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= 1970 && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  return exists ? { year, month, day } : undefined;
}

/** The first instant of a day in UTC, in milliseconds since the epoch. */
export const startOfUtcDay = ({ year, month, day }: CalendarDay): number => Date.UTC(year, month - 1, day);
