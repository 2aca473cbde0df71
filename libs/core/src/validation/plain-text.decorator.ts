import { applyDecorators } from '@nestjs/common';
import { IsString, Length, ValidateBy } from 'class-validator';
import { isText } from './text.js';

/**
 * Text of bounded length without control characters or broken ones.
 *
 * @param max longest, in UTF-16 code units
 * @param min shortest; default 1
 */
export const PlainText = (max: number, min = 1): PropertyDecorator =>
  applyDecorators(
    IsString({ message: '$property must be text' }),
    Length(min, max, { message: `$property must have ${min} to ${max} characters` }),
    ValidateBy({
      name: 'plainText',
      validator: {
        validate: (value) => isText(value, max, min),
        defaultMessage: () => '$property must not contain control characters',
      },
    }),
  );
