import { LARGEST_INTEGER, parseWholeNumber } from '@nest-privacy/core/kit';
import { IsLanguage, PlainText } from '@nest-privacy/core/validation';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** Query of the public listing. */
export class CatalogueQuery {
  @IsOptional()
  @IsLanguage()
  language?: string;

  @IsOptional()
  @PlainText(32)
  category?: string;

  /** @default the current one */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => parseWholeNumber(value) ?? value)
  @IsInt({ message: 'version must be a whole number' })
  @Min(0, { message: 'version must be 0 at least' })
  @Max(LARGEST_INTEGER, { message: `version must be ${LARGEST_INTEGER} at most` })
  version?: number;
}
