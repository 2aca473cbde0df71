import { type ConsentCategory } from '@nest-privacy/core';
import { LARGEST_INTEGER } from '@nest-privacy/core/kit';
import { ListOf, NoListsWithin, PlainText } from '@nest-privacy/core/validation';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInstance,
  IsInt,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { isLifetime, type Lifetime } from '../content/lifetime.js';
import { LIMITS } from '../content/limits.js';
import { CookiePatternDto } from './cookie-pattern.dto.js';
import { TrackingItemTextDto } from './tracking-item-text.dto.js';

/** The shape of an item; categories, sites, languages and expressions are checked against the application after it. */
export class TrackingItemDto {
  @PlainText(32)
  category!: ConsentCategory;

  @IsOptional()
  @PlainText(200)
  provider?: string | null;

  @IsOptional()
  @ValidateBy({
    name: 'isLifetime',
    validator: {
      validate: isLifetime,
      defaultMessage: () => 'lifetime must be "session", "persistent" or an ISO 8601 duration such as P13M or PT30M',
    },
  })
  lifetime?: Lifetime | null;

  @IsOptional()
  @PlainText(1_024)
  domain?: string | null;

  @IsOptional()
  @ListOf(CookiePatternDto, LIMITS.cookies)
  cookies?: CookiePatternDto[] | null;

  @IsOptional()
  @IsInt()
  @Min(-LARGEST_INTEGER)
  @Max(LARGEST_INTEGER)
  ordering?: number | null;

  @IsOptional()
  @IsBoolean()
  enabled?: boolean | null;

  @IsOptional()
  @IsString({ each: true, message: 'sites must be ids of sites' })
  @IsArray()
  @ArrayMaxSize(LIMITS.sites)
  sites?: string[] | null;

  @ValidateNested()
  @NoListsWithin()
  @IsInstance(Map, { message: 'translations must be an object with a text for each language' })
  @Type(() => TrackingItemTextDto)
  translations!: Map<string, TrackingItemTextDto>;
}
