import { PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';

/** Which site's notices. */
export class SiteQuery {
  /** @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;
}
