import { parseDayOrInstant, parseEndDayOrInstant } from '@nest-privacy/core/kit';
import { IsDayOrInstant, IsId, PageQuery, PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';

/** Which part of the ledger. */
export class LedgerQuery extends PageQuery {
  /** @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;

  @IsOptional()
  @IsId()
  subjectId?: string;

  /** The application's id of a user: all subjects of theirs. */
  @IsOptional()
  @PlainText(255)
  userId?: string;

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
