import { RE2JS } from 're2js';
import { type Dimension } from '../../statistics/dimension.js';
import { type Comparison, type Filter } from '../../statistics/filter.js';

/** Whether a filter holds for something of which the values are given. */
export function matches(filter: Filter, valueOf: (dimension: Dimension) => string): boolean {
  if ('and' in filter) return filter.and.every((part) => matches(part, valueOf));
  if ('or' in filter) return filter.or.some((part) => matches(part, valueOf));
  if ('not' in filter) return !matches(filter.not, valueOf);
  return holds(filter, valueOf(filter.dimension));
}

function holds({ operator, value }: Comparison, found: string): boolean {
  const wanted = typeof value === 'string' ? [value] : value;
  const isPart = (text: string): boolean => found.toLowerCase().includes(text.toLowerCase());
  switch (operator) {
    case 'is':
      return wanted.includes(found);
    case 'is_not':
      return !wanted.includes(found);
    case 'contains':
      return wanted.some(isPart);
    case 'not_contains':
      return !wanted.some(isPart);
    case 'matches':
      return wanted.some((expression) => RE2JS.compile(expression).matcher(found).find());
  }
}
