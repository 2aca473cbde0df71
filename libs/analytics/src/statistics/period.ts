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

const DAY = 86_400_000;
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

  /** As many days right before. */
  get before(): Period {
    const days = Math.round((startOfUtcDay(this.last) - startOfUtcDay(this.first)) / DAY) + 1;
    return new Period(plusDays(this.first, -days), plusDays(this.first, -1), this.zone);
  }

  /** The same days of the calendar a year earlier; 28 for 29 February where that year has none. */
  get yearBefore(): Period {
    return new Period(yearBefore(this.first), yearBefore(this.last), this.zone);
  }

  /** The same, from the Monday before it begins to the Sunday after it ends, so that no week is cut. */
  get inWholeWeeks(): Period {
    return new Period(
      plusDays(this.first, -weekday(this.first)),
      plusDays(this.last, 6 - weekday(this.last)),
      this.zone,
    );
  }

  /** First day, as `2026-06-01`. */
  get from(): string {
    return textOfDay(this.first);
  }

  /** Last day. */
  get to(): string {
    return textOfDay(this.last);
  }

  /** The day of its zone that an instant falls on, as `2026-06-01`. */
  dayOf(at: number): string {
    return textOfDay(this.zone.dayOf(at));
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

/** Days since Monday. */
const weekday = (day: CalendarDay): number => (new Date(startOfUtcDay(day)).getUTCDay() + 6) % 7;

const textOfDay = (day: CalendarDay): string => new Date(startOfUtcDay(day)).toISOString().slice(0, 10);

function yearBefore({ year, month, day }: CalendarDay): CalendarDay {
  const isLeapDay = month === 2 && day === 29;
  return { year: year - 1, month, day: isLeapDay ? 28 : day };
}

function nextOf(day: CalendarDay, interval: Exclude<Interval, 'hour'>): CalendarDay {
  switch (interval) {
    case 'day':
      return plusDays(day, 1);
    case 'week':
      return plusDays(day, 7 - weekday(day));
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
