import { parseDayOrInstant } from '@nest-privacy/core/kit';
import { IsDayOrInstant } from '@nest-privacy/core/validation';
import { IsBoolean, IsInt, IsObject, IsOptional, Max, Min } from 'class-validator';

/** A decision that the visitor would have made before. */
export class PreviewRecordDto {
  /** By category: `granted`, `denied` or `unset`. */
  @IsObject({ message: '$property must be an object of categories' })
  decisions!: Record<string, unknown>;

  @IsDayOrInstant()
  decidedAt!: string;

  /** Whether everything was withdrawn then. @default false */
  @IsOptional()
  @IsBoolean({ message: '$property must be true or false' })
  withdrawn?: boolean;

  /** Whether its grants were given in knowledge of a conflicting GPC signal. @default false */
  @IsOptional()
  @IsBoolean({ message: '$property must be true or false' })
  informed?: boolean;

  /** @default the notice of today */
  @IsOptional()
  @IsInt({ message: '$property must be a whole number' })
  @Min(1, { message: '$property must be 1 or more' })
  @Max(2 ** 31 - 1, { message: '$property must be 2147483647 at most' })
  noticeVersion?: number;

  instant(): number {
    return parseDayOrInstant(this.decidedAt)!;
  }
}
