import { PageQuery, PlainText } from '@nest-privacy/core/validation';
import { IsIn, IsOptional } from 'class-validator';

/** Query of the admin's list. */
export class ItemListQuery extends PageQuery {
  @IsOptional()
  @PlainText(32)
  category?: string;

  @IsOptional()
  @PlainText(64)
  site?: string;

  @IsOptional()
  @IsIn(['true', 'false'])
  enabled?: 'true' | 'false';

  @IsOptional()
  @PlainText(200)
  provider?: string;

  @IsOptional()
  @PlainText(100)
  q?: string;
}
