import { Allow, IsOptional } from 'class-validator';
import { PageCursor, PageLimit } from '@nest-privacy/core/validation';
import { COMPARED_PERIODS, type ComparedPeriod } from '../statistics/compared-period.js';
import { type Dimension } from '../statistics/dimension.js';
import { ANSWER_FORMATS, type AnswerFormat } from '../statistics/export/answer-format.js';
import { type Filter } from '../statistics/filter.js';
import { type Metric, METRICS } from '../statistics/metric.js';
import { type Interval, INTERVALS } from '../statistics/period.js';
import { ScopeQuery } from './scope.query.js';
import { CurrencyCode, DimensionName, MetricList, OneOf } from './statistics.decorators.js';

/** Body of `POST /query`: a whole question. */
export class QueryBody extends ScopeQuery {
  /** What is wanted. */
  @MetricList()
  metrics!: Metric[];

  /** What to break down by. @default nothing */
  @IsOptional()
  @DimensionName()
  dimension?: Dimension;

  /** Width of the buckets. @default the whole period is one */
  @IsOptional()
  @OneOf(INTERVALS)
  interval?: Interval;

  /** Checked by who asks with it, for it may be nested. @default none */
  @Allow()
  filter?: Filter;

  /** What the numbers are set beside. @default nothing */
  @IsOptional()
  @OneOf(COMPARED_PERIODS)
  compare?: ComparedPeriod;

  /** Of revenue. @default the only one that there is */
  @IsOptional()
  @CurrencyCode()
  currency?: string;

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

  /** @default by the request's `Accept` */
  @IsOptional()
  @OneOf(ANSWER_FORMATS)
  format?: AnswerFormat;
}
