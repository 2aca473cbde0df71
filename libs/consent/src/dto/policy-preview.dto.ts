import { countryOf, parseDayOrInstant } from '@nest-privacy/core/kit';
import { IsDayOrInstant, NoListsWithin, PlainText } from '@nest-privacy/core/validation';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, IsOptional, Max, Min, ValidateBy, ValidateNested } from 'class-validator';

const IsCountry = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCountry',
    validator: {
      validate: (value: unknown) => countryOf(value) !== null,
      defaultMessage: () => '$property must be a country of ISO 3166-1 such as DE',
    },
  });

const IsRegion = (): PropertyDecorator =>
  ValidateBy({
    name: 'isRegion',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && /^[A-Z]{2}-[A-Z0-9]{1,3}$/i.test(value),
      defaultMessage: () => '$property must be a region of ISO 3166-2 such as US-CA',
    },
  });

/** What the visitor's browser would say by itself. */
export class PreviewSignalsDto {
  /** @default false */
  @IsOptional()
  @IsBoolean({ message: '$property must be true or false' })
  gpc?: boolean;

  /** @default null */
  @IsOptional()
  @IsBoolean({ message: '$property must be true, false or null' })
  dnt?: boolean | null;
}

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

/** "What would a visitor from X with GPC see on date Y?" */
export class PolicyPreviewDto {
  /** ISO 3166-1. @default not known */
  @IsOptional()
  @IsCountry()
  country?: string | null;

  /** ISO 3166-2, of that country. @default not known */
  @IsOptional()
  @IsRegion()
  region?: string | null;

  /** @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;

  /** @default none */
  @IsOptional()
  @IsObject({ message: '$property must be an object' })
  @NoListsWithin()
  @ValidateNested()
  @Type(() => PreviewSignalsDto)
  signals?: PreviewSignalsDto;

  /** A point in time, or a day (UTC), of which it is the first instant. @default now */
  @IsOptional()
  @IsDayOrInstant()
  date?: string;

  /** @default nothing was decided */
  @IsOptional()
  @IsObject({ message: '$property must be an object' })
  @NoListsWithin()
  @ValidateNested()
  @Type(() => PreviewRecordDto)
  record?: PreviewRecordDto | null;

  instant(): number | undefined {
    return parseDayOrInstant(this.date);
  }
}
