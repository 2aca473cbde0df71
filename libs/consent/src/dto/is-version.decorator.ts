import { applyDecorators } from '@nestjs/common';
import { LARGEST_INTEGER, parseWholeNumber } from '@nest-privacy/core/kit';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** A version of a notice, in a query. */
export const IsVersion = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => parseWholeNumber(value) ?? value),
    IsInt({ message: '$property must be a whole number' }),
    Min(1, { message: '$property must be 1 at least' }),
    Max(LARGEST_INTEGER, { message: `$property must be ${LARGEST_INTEGER} at most` }),
  );
