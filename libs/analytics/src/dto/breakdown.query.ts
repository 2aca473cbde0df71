import { IsOptional } from 'class-validator';
import { PageCursor, PageLimit } from '@nest-privacy/core/validation';
import { type Dimension } from '../statistics/dimension.js';
import { type Metric, METRICS } from '../statistics/metric.js';
import { NumbersQuery } from './numbers.query.js';
import { DimensionName, OneOf } from './statistics.decorators.js';

/** Query parameters of `/breakdown`. */
export class BreakdownQuery extends NumbersQuery {
  /** What to break down by. */
  @DimensionName()
  dimension!: Dimension;

  /** Which number comes most first. @default 'events' for the dimension `event`, else 'pageviews' */
  @IsOptional()
  @OneOf(METRICS)
  sort?: Metric;

  /** Items on a page, 1 to 200. @default 50 */
  @PageLimit()
  limit?: number;

  /** `nextCursor` of the page before. */
  @PageCursor()
  cursor?: string;
}
