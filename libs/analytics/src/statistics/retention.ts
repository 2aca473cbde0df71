import { type StatisticsFrame } from './answers.js';
import { type Inquiry } from './inquiry.js';
import { invalidPeriod, Period } from './period.js';
import { type StatisticsMeta } from './statistics-meta.js';
import { type StatisticsReader } from './statistics-reader.js';
import { type StatisticsScope } from './statistics-scope.js';

/** Weeks of one answer. */
export const MOST_WEEKS = 26;

/** Who came for the first time in one week, and in which weeks they came again. */
export interface RetentionCohort {
  /** Monday of the week, as `2026-06-01`. */
  readonly week: string;
  /** Who was there in it for the first time. */
  readonly visitors: number;
  /** How many of them were there in that week, in the one after it, and so on. */
  readonly returned: readonly number[];
}

/** Who came back, week by week. */
export interface Retention extends StatisticsFrame {
  readonly meta: StatisticsMeta & {
    /** Who is counted at all. */
    readonly population: string;
  };
  /** A cohort of each week, empty ones too. */
  readonly cohorts: readonly RetentionCohort[];
}

/** Whom {@link Retention} counts. */
export const POPULATION =
  'visitors who consented to statistics, for nobody else is known for longer than a day; "first" means first in these weeks';

/**
 * The same, from a Monday to a Sunday.
 *
 * @throws ProblemException 400 `PERIOD_INVALID` or `TIMEZONE_UNKNOWN`
 */
export function wholeWeeks(scope: StatisticsScope): StatisticsScope {
  const { from, to, timezone = 'UTC' } = scope;
  const period = Period.of(from, to, timezone).inWholeWeeks;
  if (period.buckets('week').length > MOST_WEEKS)
    throw invalidPeriod('to', `makes it more than ${MOST_WEEKS} weeks, counted from Monday to Sunday; ask for fewer`);
  return { ...scope, from: period.from, to: period.to };
}

/**
 * Who came back in which week.
 *
 * @param inquiry of {@link wholeWeeks}
 */
export async function retention(reader: StatisticsReader, inquiry: Inquiry): Promise<Retention> {
  const weeks = inquiry.period.buckets('week');
  const found = new Map(
    (await reader.retention(inquiry.question, weeks)).map(({ first, visitors }) => [first.start, visitors]),
  );
  const frame = await inquiry.frame([]);
  return {
    ...frame,
    meta: { ...frame.meta, population: POPULATION },
    cohorts: weeks.map(({ start }, i) => {
      const visitors = found.get(start) ?? [];
      return {
        week: inquiry.period.dayOf(start),
        visitors: visitors[0] ?? 0,
        returned: weeks.slice(i).map((_week, later) => visitors[later] ?? 0),
      };
    }),
  };
}
