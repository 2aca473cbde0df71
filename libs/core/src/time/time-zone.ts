import { type CalendarDay } from '../validation/calendar-day.js';

/** A wall clock: what calendar and clock say somewhere. */
interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** No zone is further from UTC. */
const FURTHEST = 26 * HOUR;

/** An IANA time zone: when its days and hours begin, daylight saving time and odd offsets included. */
export class TimeZone {
  private readonly format: Intl.DateTimeFormat;

  /** @param name one that `isTimeZoneName` knows */
  constructor(readonly name: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** The first instant of a day: its midnight, or where a clock change skips that, the moment after. */
  startOfDay({ year, month, day }: CalendarDay): number {
    const midnight = Date.UTC(year, month - 1, day);
    const guess = midnight - this.offset(midnight - this.offset(midnight));
    if (this.wall(guess) === midnight && this.wall(guess - 1) < midnight) return guess;
    let before = midnight - FURTHEST;
    let after = midnight + FURTHEST;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (this.wall(middle) < midnight) before = middle;
      else after = middle;
    }
    return after;
  }

  /**
   * The instant at which calendar and clock say something: of two, the first, and of a time that a clock change skips, as much after the change as it would be
   * with the clock as it was before.
   *
   * @param wall what they say, as if they said it in UTC
   */
  instantOf(wall: number): number {
    const [before, after] = [this.offset(wall - DAY), this.offset(wall + DAY)];
    const shown = [wall - before, wall - after].filter((at) => this.wall(at) === wall);
    return shown.length === 0 ? wall - before : Math.min(...shown);
  }

  /** The next full hour of the wall clock after an instant. */
  nextHour(at: number): number {
    return at + HOUR - (((this.wall(at) % HOUR) + HOUR) % HOUR);
  }

  /** The day an instant falls on. */
  dayOf(at: number): CalendarDay {
    const { year, month, day } = this.read(at);
    return { year, month, day };
  }

  private offset(at: number): number {
    return this.wall(at) - at;
  }

  /** What calendar and clock say at an instant, as if they said it in UTC. */
  private wall(at: number): number {
    const { year, month, day, hour, minute, second } = this.read(at);
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1_000) + 1_000) % 1_000);
  }

  private read(at: number): WallClock {
    const parts = this.format.formatToParts(at);
    return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)])) as unknown as WallClock;
  }
}

/** The day so many days later. */
export function plusDays({ year, month, day }: CalendarDay, count: number): CalendarDay {
  const date = new Date(Date.UTC(year, month - 1, day) + count * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
