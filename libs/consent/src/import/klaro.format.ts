import { type CookieFormat } from './found-consent.js';
import { booleanChoices, jsonCookie } from './json-cookie.js';

/**
 * The cookie of Klaro: JSON of its services and whether each was accepted. It is written when the visitor decides, and says not when.
 *
 * @see https://klaro.org/docs/integration/annotated-configuration
 */
export const klaroFormat: CookieFormat = ({ value }) => {
  const choices = booleanChoices(jsonCookie(value));
  return choices && { choices, onlyAccepted: false, givenAt: null, reference: null, language: null };
};
