import { PageQuery, PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';

/** Which versions of which site's notice. */
export class NoticeVersionsQuery extends PageQuery {
  /** @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;
}
