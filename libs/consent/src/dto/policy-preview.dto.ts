import { countryOf, parseDayOrInstant } from '@nest-privacy/core/kit';
import { IsDayOrInstant, NoListsWithin, PlainText } from '@nest-privacy/core/validation';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import { PreviewRecordDto } from './preview-record.dto.js';
import { PreviewSignalsDto } from './preview-signals.dto.js';

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
