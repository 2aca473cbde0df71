import { days } from '@nest-privacy/core';
import { PlainText } from '@nest-privacy/core/validation';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import { RecordListQuery } from './record-list.query.js';

const TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;
const message = '$property must be a day such as 2026-06-15, or a time such as 2026-06-15T12:00:00Z';

/** Which part of the ledger. */
export class LedgerQuery extends RecordListQuery {
  /** Default: the site of the request's host. */
  @IsOptional()
  @PlainText(64)
  site?: string;

  @IsOptional()
  @IsUUID('all', { message: 'subjectId must be a UUID' })
  subjectId?: string;

  /** First instant, or first day (UTC). */
  @IsOptional()
  @Matches(TIME, { message })
  from?: string;

  /** The instant after the last, or the last day (UTC), which is included. */
  @IsOptional()
  @Matches(TIME, { message })
  to?: string;

  fromInstant(): number | undefined {
    return this.from === undefined ? undefined : Date.parse(this.from);
  }

  untilInstant(): number | undefined {
    if (this.to === undefined) return undefined;
    return Date.parse(this.to) + (this.to.includes('T') ? 0 : days(1));
  }
}
