import { IsIn } from 'class-validator';
import { DEFAULT_PAGE, PageCursor, PageLimit } from '@nest-privacy/core/validation';
import { NAMED_DIMENSIONS, type NamedDimension } from '../statistics/dimension.js';
import { StatisticsQuery } from './statistics.query.js';

/** Query parameters of `/breakdown`. */
export class BreakdownQuery extends StatisticsQuery {
  /** What to break down by. */
  @IsIn(NAMED_DIMENSIONS, { message: `$property must be one of ${NAMED_DIMENSIONS.join(', ')}` })
  dimension!: NamedDimension;

  /** Items on a page, 1 to 200. @default 50 */
  @PageLimit()
  limit: number = DEFAULT_PAGE;

  /** `nextCursor` of the page before. */
  @PageCursor()
  cursor?: string;
}
