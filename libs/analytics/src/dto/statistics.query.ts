import { IsOptional } from 'class-validator';
import { PlainText } from '@nest-privacy/core/validation';

/** What is asked about, as query parameters. */
export class StatisticsQuery {
  /** First day, as `2026-06-01`. */
  @PlainText(10)
  from!: string;

  /** Last day; it is included. */
  @PlainText(10)
  to!: string;

  /** Id of the site. @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;

  /** IANA time zone. @default 'UTC' */
  @IsOptional()
  @PlainText(64)
  timezone?: string;
}
