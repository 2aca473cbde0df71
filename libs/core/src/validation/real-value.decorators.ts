import { ValidateBy } from 'class-validator';
import { isId } from '../ids.js';
import { parseDayOrInstant } from './day-or-instant.js';
import { canonicalLanguage } from './language-tag.js';

const rule = (name: string, validate: (value: unknown) => boolean, what: string): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => `$property must be ${what}` } });

/** A UUID in either case; {@link isId} wants it in lower case. */
export const IsId = (): PropertyDecorator =>
  rule('isId', (value) => typeof value === 'string' && isId(value.toLowerCase()), 'a UUID');

/** A day or a point in time as {@link parseDayOrInstant} reads it. */
export const IsDayOrInstant = (): PropertyDecorator =>
  rule(
    'isDayOrInstant',
    (value) => parseDayOrInstant(value) !== undefined,
    'a day such as 2026-06-15, or a time such as 2026-06-15T12:00:00Z',
  );

/** A language tag as {@link canonicalLanguage} reads it. */
export const IsLanguage = (): PropertyDecorator =>
  rule(
    'isLanguage',
    (value) => canonicalLanguage(value) !== undefined,
    'a language tag such as "en", "de-CH" or "zh-Hant"',
  );
