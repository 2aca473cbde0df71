import { parseDayOrInstant, parseEndDayOrInstant } from '@nest-privacy/core/kit';
import { IsDayOrInstant, PageQuery, PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';

/** Which part of the audit log. */
export class AuditQuery extends PageQuery {
  /** Id of who did it. */
  @IsOptional()
  @PlainText(128)
  administrator?: string;

  /** Method and route, exactly as an entry has them. */
  @IsOptional()
  @PlainText(200)
  action?: string;

  /** A value that the route was given, such as the id of a subject; also one that is kept as a hash. */
  @IsOptional()
  @PlainText(255)
  target?: string;

  /** First instant, or first day (UTC). */
  @IsOptional()
  @IsDayOrInstant()
  from?: string;

  /** The instant after the last, or the last day (UTC), which is included. */
  @IsOptional()
  @IsDayOrInstant()
  to?: string;

  fromInstant(): number | undefined {
    return parseDayOrInstant(this.from);
  }

  untilInstant(): number | undefined {
    return parseEndDayOrInstant(this.to);
  }
}
