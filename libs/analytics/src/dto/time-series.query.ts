import { IsIn, IsOptional } from 'class-validator';
import { type Interval, INTERVALS } from '../statistics/period.js';
import { StatisticsQuery } from './statistics.query.js';

/** Query parameters of `/timeseries`. */
export class TimeSeriesQuery extends StatisticsQuery {
  /** Width of the buckets. @default 'day' */
  @IsOptional()
  @IsIn(INTERVALS, { message: `$property must be one of ${INTERVALS.join(', ')}` })
  interval?: Interval;
}
