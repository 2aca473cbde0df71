import { type Dimension } from './dimension.js';
import { type Metric } from './metric.js';
import { type Interval } from './period.js';
import { type BreakdownOptions } from './statistics-options.js';
import { type StatisticsScope } from './statistics-scope.js';

/** A whole question as data. With neither `dimension` nor `interval` it is about the period, with one of them it is broken down by it or cut into it. */
export interface StatisticsQuery extends StatisticsScope, BreakdownOptions {
  readonly metrics: readonly Metric[];
  readonly dimension?: Dimension | undefined;
  readonly interval?: Interval | undefined;
  /** Values, at most; with `dimension` only. @default 50 */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; with `dimension` only. */
  readonly cursor?: string | undefined;
}
