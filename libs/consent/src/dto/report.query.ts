import { ProblemException } from '@nest-privacy/core';
import { invalidInput, parseDay, startOfUtcDay } from '@nest-privacy/core/kit';
import { days } from '@nest-privacy/core';
import { PlainText } from '@nest-privacy/core/validation';
import { IsIn, IsOptional } from 'class-validator';
import { REPORT_GROUPINGS, type ReportGrouping } from '../report/report-question.js';

/** Ten years. */
const MOST_DAYS = 3_660;
const DAY = 'must be a day of the calendar such as 2026-06-15';

/** What a report is about. */
export class ReportQuery {
  /** First day (UTC). */
  @PlainText(10)
  from!: string;

  /** Last day (UTC); it is included. */
  @PlainText(10)
  to!: string;

  /** @default the site of the request's host; all of them where groups are sites */
  @IsOptional()
  @PlainText(64)
  site?: string;

  /** @default 'day' */
  @IsOptional()
  @IsIn(REPORT_GROUPINGS, { message: `$property must be one of ${REPORT_GROUPINGS.join(', ')}` })
  groupBy?: ReportGrouping;

  /** @returns what is wrong with the days */
  fault(): ProblemException | undefined {
    const [first, last] = [parseDay(this.from), parseDay(this.to)];
    if (!first) return invalidInput([{ path: 'from', detail: DAY }]);
    if (!last) return invalidInput([{ path: 'to', detail: DAY }]);
    if (this.from > this.to) return invalidInput([{ path: 'to', detail: 'must not be before "from"' }]);
    if (startOfUtcDay(last) - startOfUtcDay(first) < days(MOST_DAYS)) return undefined;
    return invalidInput([{ path: 'to', detail: `must be within ${MOST_DAYS} days of "from"` }]);
  }
}
