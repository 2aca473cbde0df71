import { IsOptional } from 'class-validator';
import { type Interval, INTERVALS } from '../statistics/period.js';
import { NumbersQuery } from './numbers.query.js';
import { OneOf } from './statistics.decorators.js';

/** Query parameters of `/timeseries`. */
export class TimeSeriesQuery extends NumbersQuery {
  /** Width of the buckets. @default 'day' */
  @IsOptional()
  @OneOf(INTERVALS)
  interval?: Interval;
}
