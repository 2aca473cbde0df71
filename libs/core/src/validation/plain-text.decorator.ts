import { applyDecorators } from '@nestjs/common';
import { IsString, Length, Matches } from 'class-validator';

/** Control characters but tab, line feed and carriage return; PostgreSQL cannot store NUL, and nobody needs the others. */
const NO_CONTROLS = /^(?:[^\p{Cc}]|[\t\n\r])*$/u;

/**
 * Text of bounded length without control characters.
 *
 * @param max longest, in UTF-16 code units
 * @param min shortest; default 1
 */
export const PlainText = (max: number, min = 1): PropertyDecorator =>
  applyDecorators(
    IsString({ message: '$property must be text' }),
    Length(min, max, { message: `$property must have ${min} to ${max} characters` }),
    Matches(NO_CONTROLS, { message: '$property must not contain control characters' }),
  );
