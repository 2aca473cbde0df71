import { parseDay, startOfUtcDay } from './calendar-day.js';

const FORM =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const MINUTE = 60_000;
/** RFC 3339, and so every answer, has years of four digits. */
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Reads a point in time such as `2026-06-15T12:00:00Z` or `2026-06-15T14:00+02:00` (RFC 3339; seconds may be left out) from 1970 to 9999 in UTC.
 * Fractions are cut to milliseconds.
 *
 * @returns `undefined` for anything else: no zone, a day that no calendar has, hour 24, second 60, an offset beyond 23:59, a time outside these years
 */
export function parseInstant(text: unknown): Date | undefined {
  const match = typeof text === 'string' ? FORM.exec(text) : null;
  const day = parseDay(match?.[1]);
  if (!match || !day) return undefined;
  const [hour, minute, second] = match.slice(2, 5).map((part = '0') => Number(part)) as [number, number, number];
  const fraction = Math.floor(Number(`0.${match[5] ?? '0'}`) * 1_000);
  const local = startOfUtcDay(day) + ((hour * 60 + minute) * 60 + second) * 1_000 + fraction;
  const instant = local - offsetOf(match[6]!);
  return instant >= 0 && instant <= LAST ? new Date(instant) : undefined;
}

/** Milliseconds that a zone such as `+05:45` is ahead of UTC. */
function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const [hours, minutes] = zone.slice(1).split(':').map(Number) as [number, number];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE;
}
