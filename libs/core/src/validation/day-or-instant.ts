import { parseDay, startOfUtcDay } from './calendar-day.js';
import { parseInstant } from './instant.js';

/**
 * Reads a day as {@link parseDay} does, or a point in time as {@link parseInstant} does.
 *
 * @returns the point in time, or the beginning of the day in UTC, in milliseconds since the epoch; `undefined` when it is neither
 */
export function parseDayOrInstant(text: unknown): number | undefined {
  const day = parseDay(text);
  return day ? startOfUtcDay(day) : parseInstant(text)?.getTime();
}
