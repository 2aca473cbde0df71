import { LARGEST_INTEGER, parseWholeNumber } from '@nest-privacy/core/kit';
import { PlainText } from '@nest-privacy/core/validation';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** Which version of a notice. */
export class ExhibitPath {
  @Transform(({ value }: { value: unknown }) => parseWholeNumber(value) ?? value)
  @IsInt()
  @Min(1)
  @Max(LARGEST_INTEGER)
  version!: number;
}

/** Of which site. */
export class ExhibitQuery {
  /** @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;
}
