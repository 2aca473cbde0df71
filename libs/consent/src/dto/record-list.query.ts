import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { PlainText } from '@nest-privacy/core/validation';

/** Which page of a list of records. */
export class RecordListQuery {
  /** Records on the page, 1 to 200. */
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'limit must be a whole number' })
  @Min(1, { message: 'limit must be 1 at least' })
  @Max(200, { message: 'limit must be 200 at most' })
  limit: number = 50;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @PlainText(512)
  cursor?: string;
}
