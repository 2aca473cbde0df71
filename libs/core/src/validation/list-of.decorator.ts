import { applyDecorators, type Type as Class } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';
import { NoListsWithin } from './no-lists-within.decorator.js';

/**
 * A list of validated objects.
 *
 * @param element the validated class
 * @param max most elements
 */
export const ListOf = (element: Class, max: number): PropertyDecorator =>
  applyDecorators(
    ValidateNested(),
    NoListsWithin(),
    IsArray({ message: '$property must be a list' }),
    ArrayMaxSize(max, { message: `$property must have ${max} elements at most` }),
    Type(() => element),
  );
