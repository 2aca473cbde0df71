import { days } from '../time/durations.js';
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

/**
 * The instant before which something ends that is given as the instant itself, or as its last day (UTC), which is included.
 *
 * @returns milliseconds since the epoch, exclusive; `undefined` where it is neither
 */
export function parseEndDayOrInstant(text: unknown): number | undefined {
  const begin = parseDayOrInstant(text);
  return begin !== undefined && parseDay(text) ? begin + days(1) : begin;
}
