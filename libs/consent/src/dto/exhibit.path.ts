import { LARGEST_INTEGER, parseWholeNumber } from '@nest-privacy/core/kit';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** Which version of a notice. */
export class ExhibitPath {
  @Transform(({ value }: { value: unknown }) => parseWholeNumber(value) ?? value)
  @IsInt()
  @Min(1)
  @Max(LARGEST_INTEGER)
  version!: number;
}
