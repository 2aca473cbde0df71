import { IsLanguage, PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';

/** Query of the public listing. */
export class CatalogueQueryDto {
  @IsOptional()
  @IsLanguage()
  language?: string;

  @IsOptional()
  @PlainText(32)
  category?: string;
}
