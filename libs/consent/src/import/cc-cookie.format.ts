import { type CookieFormat, type FoundConsent } from './found-consent.js';
import { type Foreign, instantIn, jsonCookie, wordIn } from './json-cookie.js';

const MOST_CATEGORIES = 200;

/**
 * `cc_cookie` of vanilla-cookieconsent, versions 2 and 3: JSON that lists the accepted categories alone. Without a time of consent nobody has decided
 * anything yet.
 *
 * @see https://cookieconsent.orestbida.com/reference/api-reference.html
 */
export const ccCookieFormat: CookieFormat = ({ value }) => {
  const cookie = jsonCookie(value);
  return cookie && ccConsentOf(cookie);
};

/** The same out of the object that the tool's callbacks give. */
export function ccConsentOf(cookie: Foreign): FoundConsent | undefined {
  const accepted = cookie.categories ?? cookie.level;
  if (!Array.isArray(accepted) || accepted.length > MOST_CATEGORIES) return undefined;
  if (!accepted.every((name) => typeof name === 'string')) return undefined;
  // Times by version 3, and by version 2. What was changed later was decided then.
  const givenAt = instantIn(
    cookie.lastConsentTimestamp ?? cookie.consentTimestamp ?? cookie.last_consent_update ?? cookie.consent_date,
  );
  if (givenAt === null) return undefined;
  return {
    choices: new Map(accepted.map((name) => [name, true])),
    onlyAccepted: true,
    givenAt,
    reference: wordIn(cookie.consentId ?? cookie.consent_uuid, 128),
    language: wordIn(cookie.languageCode, 35),
  };
}
