import { parseDayOrInstant, parseEndDayOrInstant } from '@nest-privacy/core/kit';
import { IsDayOrInstant, PlainText } from '@nest-privacy/core/validation';
import { IsIn, IsOptional } from 'class-validator';
import { EXPORT_FORMATS, type ExportFormat } from '../export/export-format.js';

/** Which part of the ledger, and as what. */
export class ExportQuery {
  /** @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;

  /** First instant, or first day (UTC). @default the first record */
  @IsOptional()
  @IsDayOrInstant()
  from?: string;

  /** The instant after the last, or the last day (UTC), which is included. @default now */
  @IsOptional()
  @IsDayOrInstant()
  to?: string;

  /** @default by the request's `Accept` */
  @IsOptional()
  @IsIn(EXPORT_FORMATS, { message: `$property must be one of ${EXPORT_FORMATS.join(', ')}` })
  format?: ExportFormat;

  fromInstant(): number {
    return parseDayOrInstant(this.from) ?? 0;
  }

  /** @param now milliseconds since the epoch; nothing after it is exported, so that every export ends */
  untilInstant(now: number): number {
    return Math.min(now + 1, parseEndDayOrInstant(this.to) ?? Infinity);
  }
}
