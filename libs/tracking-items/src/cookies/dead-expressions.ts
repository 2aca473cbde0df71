import { type CookiePattern } from './cookie-pattern.js';
import { readExpression } from './expression.js';

interface Patterned {
  readonly id: string;
  readonly cookies: readonly CookiePattern[];
}

/**
 * The expressions that match no cookie because they cannot be matched in linear time. An earlier version of this package took such; nobody can add
 * one today.
 *
 * @returns one line for each, with its item and place
 */
export const deadExpressions = (items: readonly Patterned[]): readonly string[] =>
  items.flatMap(({ id, cookies }) =>
    cookies.flatMap(({ name, match }, i) =>
      match === 'regex' && 'fault' in readExpression(name) ? [`${id} cookies.${i}.name ${JSON.stringify(name)}`] : [],
    ),
  );
