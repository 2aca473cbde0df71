import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { LARGEST_PAGE } from '../paging/page-size.js';
import { PlainText } from './plain-text.decorator.js';
import { parseWholeNumber } from './whole-number.js';

/** How many items are wanted: a whole number from 1 to {@link LARGEST_PAGE}. */
export const PageLimit = (): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) => parseWholeNumber(value) ?? value),
    IsInt({ message: '$property must be a whole number' }),
    Min(1, { message: '$property must be 1 at least' }),
    Max(LARGEST_PAGE, { message: `$property must be ${LARGEST_PAGE} at most` }),
  );

/** Where a page begins: `nextCursor` of the page before. */
export const PageCursor = (): PropertyDecorator => applyDecorators(IsOptional(), PlainText(512));
