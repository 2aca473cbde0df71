import { IsOptional } from 'class-validator';
import { PlainText } from '@nest-privacy/core/validation';

/** Which site. */
export class SiteQuery {
  /** Id of the site. @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;
}
