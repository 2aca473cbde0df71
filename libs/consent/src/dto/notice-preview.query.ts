import { PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';
import { NoticeQuery } from './notice.query.js';

/** Which site's notice is previewed, and in which wording. */
export class NoticePreviewQuery extends NoticeQuery {
  /** @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;
}
