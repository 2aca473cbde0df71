import { type CookieFormat } from './found-consent.js';
import { booleanChoices, jsonCookie } from './json-cookie.js';

/** What django-privacy-mgmt takes for chosen where nobody chose: reading a preference writes it into the cookie. */
const DEFAULTS: ReadonlyMap<string, boolean> = new Map([
  ['ESSENTIALS', true],
  ['ESSENTIAL', true],
  ['STATISTICS', true],
  ['MARKETING', false],
]);

/**
 * The cookie of django-privacy-mgmt: JSON of its categories. It holds defaults as if they had been chosen, so that only what differs from them is known to be
 * a choice; it says not when that was made.
 *
 * @param defaultsAreChoices whether the operator knows that the cookie was written by choices alone
 */
export const djangoFormat =
  (defaultsAreChoices: boolean): CookieFormat =>
  ({ value }) => {
    const all = booleanChoices(jsonCookie(value));
    const chosen = [...(all ?? [])].filter(
      ([name, accepted]) => defaultsAreChoices || DEFAULTS.get(name.toUpperCase()) !== accepted,
    );
    if (chosen.length === 0) return undefined;
    return { choices: new Map(chosen), onlyAccepted: false, givenAt: null, reference: null, language: null };
  };
