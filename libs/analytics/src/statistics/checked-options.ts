import { invalidInput, isWholeNumber } from '@nest-privacy/core/kit';
import { COMPARED_PERIODS } from './compared-period.js';
import { checkedFilter } from './filter-check.js';
import { METRICS } from './metric.js';
import { type BreakdownOptions } from './statistics-options.js';

/** The lowest privacy floor. */
export const LOWEST_FLOOR = 10;
const CURRENCY = /^[A-Z]{3}$/;

const oneOf = (words: readonly string[], value: unknown): boolean =>
  value === undefined || words.includes(value as string);

/**
 * The options of a question, once it is sure that they are right.
 *
 * @throws ProblemException 400 `VALIDATION_FAILED` or `FILTER_INVALID`
 */
export function checkedOptions(options: BreakdownOptions): BreakdownOptions {
  const { metrics, filter, compare, currency, floor, sort } = options;
  const refuse = (path: string, detail: string): never => {
    throw invalidInput([{ path, detail }]);
  };
  if (
    metrics !== undefined &&
    !(Array.isArray(metrics) && metrics.length > 0 && metrics.every((one) => METRICS.includes(one)))
  )
    refuse('metrics', `must be at least one of ${METRICS.join(', ')}`);
  if (!oneOf(METRICS, sort)) refuse('sort', `must be one of ${METRICS.join(', ')}`);
  if (!oneOf(COMPARED_PERIODS, compare)) refuse('compare', `must be one of ${COMPARED_PERIODS.join(', ')}`);
  if (currency !== undefined && !CURRENCY.test(currency))
    refuse('currency', 'must be three capital letters (ISO 4217), such as EUR');
  if (floor !== undefined && !isWholeNumber(floor, LOWEST_FLOOR))
    refuse('floor', `must be a whole number from ${LOWEST_FLOOR} on`);
  if (filter !== undefined) checkedFilter(filter, 'filter');
  return options;
}
