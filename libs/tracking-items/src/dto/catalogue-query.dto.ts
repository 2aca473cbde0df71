import { PlainText } from '@nest-privacy/core/validation';
import { IsOptional, Matches } from 'class-validator';
import { LANGUAGE_TAG } from '../language/canonical-language.js';

/** Query of the public listing. */
export class CatalogueQueryDto {
  @IsOptional()
  @Matches(LANGUAGE_TAG, { message: 'language must be a language tag such as "en", "de-CH" or "zh-Hant"' })
  language?: string;

  @IsOptional()
  @PlainText(32)
  category?: string;
}
