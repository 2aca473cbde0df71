import { IsOptional } from 'class-validator';
import { PlainText } from '@nest-privacy/core/validation';
import { SiteQuery } from './site.query.js';

/** Which days of which site. */
export class ScopeQuery extends SiteQuery {
  /** First day, as `2026-06-01`. */
  @PlainText(10)
  from!: string;

  /** Last day; it is included. */
  @PlainText(10)
  to!: string;

  /** IANA time zone. @default 'UTC' */
  @IsOptional()
  @PlainText(64)
  timezone?: string;
}
