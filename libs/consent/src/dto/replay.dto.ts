import { parseDayOrInstant, parseEndDayOrInstant } from '@nest-privacy/core/kit';
import { IsDayOrInstant } from '@nest-privacy/core/validation';
import { IsIn } from 'class-validator';
import { MayBeLeftOut } from './may-be-left-out.decorator.js';

/** Which deliveries are made once more. */
export class ReplayDto {
  /** @default 'parked' */
  @MayBeLeftOut()
  @IsIn(['delivered', 'parked'], { message: '$property must be delivered or parked' })
  status?: 'delivered' | 'parked';

  /** First instant, or first day (UTC), of the changes. */
  @MayBeLeftOut()
  @IsDayOrInstant()
  from?: string;

  /** The instant after the last, or the last day (UTC), which is included. */
  @MayBeLeftOut()
  @IsDayOrInstant()
  to?: string;

  fromInstant(): number | undefined {
    return parseDayOrInstant(this.from);
  }

  untilInstant(): number | undefined {
    return parseEndDayOrInstant(this.to);
  }
}
