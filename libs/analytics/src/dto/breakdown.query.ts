import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { PlainText } from '@nest-privacy/core/validation';
import { type Dimension, DIMENSIONS } from '../statistics/statistics-query.js';
import { StatisticsQueryDto } from './statistics.query.js';

/** Query parameters of `/breakdown`. */
export class BreakdownQueryDto extends StatisticsQueryDto {
  /** What to break down by. */
  @IsIn(DIMENSIONS, { message: `$property must be one of ${DIMENSIONS.join(', ')}` })
  dimension!: Dimension;

  /** Items on a page, 1 to 500. Default: 50. */
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: '$property must be a whole number' })
  @Min(1, { message: '$property must be 1 at least' })
  @Max(500, { message: '$property must be 500 at most' })
  limit?: number;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @PlainText(512)
  cursor?: string;
}
