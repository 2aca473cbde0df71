import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, Matches, ValidateBy } from 'class-validator';
import { DIMENSION_WORDS, isDimension } from '../statistics/is-dimension.js';
import { METRICS } from '../statistics/metric.js';
import { areFilterTexts, FILTER_TEXT_WORDS } from './filter-text.js';

const rule = (name: string, words: string, validate: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => `$property ${words}` } });

/** One of some words. */
export const OneOf = (words: readonly string[]): PropertyDecorator =>
  IsIn(words, { message: `$property must be one of ${words.join(', ')}` });

/** A list of metrics, at least one. */
export const MetricList = (): PropertyDecorator =>
  rule(
    'metricList',
    `must be 1 to ${METRICS.length} of ${METRICS.join(', ')}`,
    (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.length <= METRICS.length &&
      value.every((one) => METRICS.includes(one as never)),
  );

/** {@link MetricList} as query strings have it, with commas between. */
export const MetricText = (): PropertyDecorator =>
  applyDecorators(
    MetricList(),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value)),
  );

/** Comparisons as query strings have them. */
export const FilterTexts = (): PropertyDecorator =>
  applyDecorators(
    rule('filterTexts', FILTER_TEXT_WORDS, areFilterTexts),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value)),
  );

/** A dimension: a name, or `property:<name>`. */
export const DimensionName = (): PropertyDecorator => rule('dimensionName', DIMENSION_WORDS, isDimension);

/** A currency by ISO 4217. */
export const CurrencyCode = (): PropertyDecorator =>
  Matches(/^[A-Z]{3}$/, { message: '$property must be three capital letters (ISO 4217), such as EUR' });
