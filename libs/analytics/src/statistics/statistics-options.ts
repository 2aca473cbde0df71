import { type ComparedPeriod } from './compared-period.js';
import { type Filter } from './filter.js';
import { type Metric } from './metric.js';

/** How a question is put; every member is optional. */
export interface StatisticsOptions {
  /** Which numbers are wanted. @default {@link DEFAULT_METRICS} */
  readonly metrics?: readonly Metric[] | undefined;
  /** Which events count. @default all of people */
  readonly filter?: Filter | undefined;
  /** What the numbers are set beside. @default nothing */
  readonly compare?: ComparedPeriod | undefined;
  /** In which currency `revenue` is told, ISO 4217. @default the only one in which there was any */
  readonly currency?: string | undefined;
  /**
   * Numbers of fewer visitors than this are withheld, 10 at least: for reports that others may read. A period of fewer has no numbers; values of fewer, and one more of
   * which there are enough, become one `(other)`, so that nobody can tell them by taking what is shown from the whole. It cannot hide what two reports of
   * different days tell together. @default none
   */
  readonly floor?: number | undefined;
}

/** {@link StatisticsOptions} of a breakdown. */
export interface BreakdownOptions extends StatisticsOptions {
  /** Which number the values are ordered by, most first. @default 'events' for the dimension `event`, else 'pageviews' */
  readonly sort?: Metric | undefined;
}
