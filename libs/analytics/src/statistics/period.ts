import { ProblemException } from '@nest-privacy/core';
import { type CalendarDay, parseDay, plusDays, startOfUtcDay, type TimeZone } from '@nest-privacy/core/kit';
import { zoneNamed } from './zone-named.js';

/** How a time series is cut. */
export const INTERVALS = ['hour', 'day', 'week', 'month'] as const;
/** A width of the buckets of a time series; weeks begin on Monday (ISO 8601). */
export type Interval = (typeof INTERVALS)[number];

/** From an instant, up to another that is not in it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const MOST_DAYS = 3_660;
const MOST_BUCKETS = 1_000;

/** Days of a calendar in one time zone, first and last included. */
export class Period {
  private constructor(
    readonly first: CalendarDay,
    readonly last: CalendarDay,
    readonly zone: TimeZone,
  ) {}

  /**
   * @param from first day, as `2026-06-01`
   * @param to last day
   * @throws ProblemException 400 `PERIOD_INVALID` or `TIMEZONE_UNKNOWN`
   */
  static of(from: string, to: string, timezone: string): Period {
    const zone = zoneNamed(timezone);
    const first = parseDay(from);
    const last = parseDay(to);
    if (!first) throw invalidPeriod('from', 'is not a day of the calendar of the form 2026-06-15');
    if (!last) throw invalidPeriod('to', 'is not a day of the calendar of the form 2026-06-15');
    if (from > to) throw invalidPeriod('to', 'is before "from"');
    const period = new Period(first, last, zone);
    if (startOfUtcDay(plusDays(first, MOST_DAYS)) <= startOfUtcDay(last))
      throw invalidPeriod('to', `is more than ${MOST_DAYS} days after "from"`);
    return period;
  }

  get span(): Span {
    return { start: this.zone.startOfDay(this.first), end: this.zone.startOfDay(plusDays(this.last, 1)) };
  }

  /**
   * The period in pieces; the first and the last are cut where the period ends.
   *
   * @throws ProblemException 400 `PERIOD_INVALID` when they are too many
   */
  buckets(interval: Interval): Span[] {
    const { start, end } = this.span;
    const spans: Span[] = [];
    let day = this.first;
    for (let at = start; at < end;) {
      let next: number;
      if (interval === 'hour') next = this.zone.nextHour(at);
      else next = this.zone.startOfDay((day = nextOf(day, interval)));
      spans.push({ start: at, end: Math.min(next, end) });
      at = next;
      if (spans.length > MOST_BUCKETS)
        throw invalidPeriod('interval', `cuts the period into more than ${MOST_BUCKETS} pieces; choose a wider one`);
    }
    return spans;
  }
}

function nextOf(day: CalendarDay, interval: Exclude<Interval, 'hour'>): CalendarDay {
  switch (interval) {
    case 'day':
      return plusDays(day, 1);
    case 'week':
      return plusDays(day, 7 - ((new Date(startOfUtcDay(day)).getUTCDay() + 6) % 7));
    case 'month':
      return day.month === 12
        ? { year: day.year + 1, month: 1, day: 1 }
        : { year: day.year, month: day.month + 1, day: 1 };
  }
}

/** 400: these days do not make a period. */
export const invalidPeriod = (path: string, detail: string): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'PERIOD_INVALID',
    title: 'The period is not valid',
    detail: 'Give "from" and "to" as days such as 2026-06-15, both included, in the zone that "timezone" names.',
    errors: [{ path, detail }],
  });
