import { type Filter, OPERATORS } from '../statistics/filter.js';

const FORM = new RegExp(`^(.+?):(${OPERATORS.join('|')}):(.*)$`, 's');
/** Comparisons of one query string. */
export const MOST_FILTERS = 20;

/** How a comparison is written in a query string. */
export const FILTER_TEXT_WORDS = `must be 1 to ${MOST_FILTERS} of the form dimension:operator:value, such as page:is:/pricing, with one of ${OPERATORS.join(', ')}`;

/** Whether `value` is a list of comparisons as query strings have them. */
export const areFilterTexts = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= MOST_FILTERS &&
  value.every((text) => typeof text === 'string' && FORM.test(text));

/** The filter that such comparisons are together: all must hold. */
export function filterOf(texts: readonly string[] | undefined): Filter | undefined {
  const comparisons = texts?.map((text) => {
    const [, dimension, operator, value] = FORM.exec(text)!;
    return { dimension, operator, value } as Filter;
  });
  return comparisons?.length === 1 ? comparisons[0] : comparisons && { and: comparisons };
}
