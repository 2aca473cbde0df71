import { PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';

/** Which part of a site's log to check. */
export class VerifyQuery {
  /** @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;

  /** `nextCursor` of the part before. @default the first part */
  @IsOptional()
  @PlainText(512)
  cursor?: string;
}
