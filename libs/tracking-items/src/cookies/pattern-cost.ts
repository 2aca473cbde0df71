import { BoundedMap } from '@nest-privacy/core/kit';
import { type CookiePattern } from './cookie-pattern.js';
import { readExpression } from './expression.js';

/** Expressions whose cost is remembered, so that a change of one item does not compile those of all others. */
const REMEMBERED = 2_000;
const costs = new BoundedMap<string, number>(REMEMBERED);

function expressionCost(source: string): number {
  return costs.through(source, () => {
    const read = readExpression(source);
    return 'fault' in read ? 0 : read.cost;
  });
}

/** Steps for each character of a cookie's name, at most. A literal costs nothing, and what matches nothing does neither. */
export function patternCost({ name, match }: Pick<CookiePattern, 'name' | 'match'>): number {
  if (match === 'literal') return 0;
  return match === 'glob' ? name.length : expressionCost(name);
}
