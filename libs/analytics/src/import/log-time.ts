import { type TimeZone } from '@nest-privacy/core/kit';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
/** `17/May/2015:10:05:03 +0000` */
const NCSA = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?: ([+-]\d{4}))?$/;
/** ISO 8601 and its kin: `2026-06-15T10:05:03.25+02:00`, `2026-06-15 10:05:03`. */
const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? ?(Z|[+-]\d\d:?\d\d)?$/;
const NUMBER = /^\d{1,17}(?:\.\d{1,9})?$/;

const SECOND = 1_000;
const MINUTE = 60_000;
/** A number below is of seconds, one beyond of milliseconds, and one a million times as large of microseconds and nanoseconds: between them lie millennia. */
const LARGEST = 1e11;

/** Minutes east of UTC, of a sign, hours and minutes. */
const offsetOf = (text: string): number => {
  const digits = text.replace(/\D/g, '');
  const minutes = text === 'Z' ? 0 : Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return text.startsWith('-') ? -minutes : minutes;
};

/** What calendar and clock say, as if they said it in UTC; `undefined` for what no calendar has. A leap second is the one before. */
function wallOf(date: readonly [number, number, number], time: readonly string[], fraction = ''): number | undefined {
  const [year, month, day] = date;
  const [hour, minute, second] = time.map(Number) as [number, number, number];
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const midnight = new Date(Date.UTC(year, month, day));
  if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return midnight.getTime() + (hour * 60 + minute) * MINUTE + Math.min(second, 59) * SECOND + milliseconds;
}

const instantOf = (wall: number | undefined, offset: string | undefined, zone: TimeZone): number | undefined => {
  if (wall === undefined) return undefined;
  const at = offset === undefined ? zone.instantOf(wall) : wall - offsetOf(offset) * MINUTE;
  return at < 0 ? undefined : at;
};

const ofNumber = (value: number): number | undefined => {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  let milliseconds = value < LARGEST ? value * SECOND : value;
  while (milliseconds >= LARGEST * SECOND) milliseconds /= SECOND;
  return Math.floor(milliseconds);
};

/**
 * The instant that a log tells: NCSA's form, ISO 8601, or a number of seconds, milliseconds, microseconds or nanoseconds since the epoch.
 *
 * @param zone of a time without an offset
 * @returns milliseconds since the epoch; `undefined` for what is no time, or before the epoch
 */
export function timeOf(value: unknown, zone: TimeZone): number | undefined {
  if (typeof value === 'number') return ofNumber(value);
  if (typeof value !== 'string') return undefined;
  const ncsa = NCSA.exec(value);
  if (ncsa) {
    const [, day, month, year, hour, minute, second, fraction, offset] = ncsa as unknown as string[];
    const index = MONTHS.indexOf(month!);
    if (index < 0 || index % 3 > 0) return undefined;
    const wall = wallOf([Number(year), index / 3, Number(day)], [hour!, minute!, second!], fraction);
    return instantOf(wall, offset, zone);
  }
  const iso = ISO.exec(value);
  if (!iso) return NUMBER.test(value) ? ofNumber(Number(value)) : undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = iso as unknown as string[];
  const wall = wallOf([Number(year), Number(month) - 1, Number(day)], [hour!, minute!, second!], fraction);
  return instantOf(wall, offset, zone);
}
