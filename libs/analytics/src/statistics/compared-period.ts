import { type Period } from './period.js';

/** What a period may be set beside: as many days right before it, or the same days of the calendar a year earlier. */
export const COMPARED_PERIODS = ['previous_period', 'previous_year'] as const;
/** One of {@link COMPARED_PERIODS}. */
export type ComparedPeriod = (typeof COMPARED_PERIODS)[number];

/** The period that another is set beside. */
export const comparedWith = (period: Period, compare: ComparedPeriod): Period =>
  compare === 'previous_year' ? period.yearBefore : period.before;
