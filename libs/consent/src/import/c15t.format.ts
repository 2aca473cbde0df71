import { type CookieFormat, type FoundConsent } from './found-consent.js';
import {
  booleanChoices,
  decodedCookie,
  type Foreign,
  instantIn,
  isForeign,
  jsonCookie,
  wordIn,
} from './json-cookie.js';

const PAIR = /^([a-z]+)\.([A-Za-z0-9_-]{1,64}):(.*)$/;

/**
 * The cookie of c15t: pairs such as `i.t:1735689600000,c.necessary:1,c.marketing:1`, in which what was refused may be left out, or JSON with the whole
 * names. Without the time of consent nobody has decided anything yet.
 */
export const c15tFormat: CookieFormat = ({ value }) => {
  const json = jsonCookie(value);
  return json ? c15tConsentOf(json) : pairsOf(decodedCookie(value) ?? '');
};

/** The same out of what the browser keeps (`{ consents, consentInfo }`), or of a consent that its back end tells (`{ preferences, givenAt }`). */
export function c15tConsentOf(given: Foreign): FoundConsent | undefined {
  const info: Foreign = isForeign(given.consentInfo) ? given.consentInfo : {};
  const choices = booleanChoices(given.consents ?? given.preferences);
  const givenAt = instantIn(info.time ?? given.givenAt);
  if (choices === undefined || givenAt === null) return undefined;
  const reference = wordIn(info.subjectId ?? info.id ?? given.subjectId ?? given.id, 128);
  return { choices, onlyAccepted: true, givenAt, reference, language: null };
}

function pairsOf(text: string): FoundConsent | undefined {
  const pairs = text.split(',', 200).flatMap((pair) => {
    const [, group, name, value] = PAIR.exec(pair) ?? [];
    return group === undefined ? [] : [{ group, name: name!, value: value! }];
  });
  const info = new Map(pairs.filter(({ group }) => group === 'i').map(({ name, value }) => [name, value]));
  const choices = pairs.filter(({ group, value }) => group === 'c' && (value === '1' || value === '0'));
  const time = info.get('t');
  const givenAt = instantIn(time === undefined || time === '' ? undefined : Number(time));
  if (givenAt === null || choices.length === 0) return undefined;
  return {
    choices: new Map(choices.map(({ name, value }) => [name, value === '1'])),
    onlyAccepted: true,
    givenAt,
    reference: wordIn(info.get('sid') ?? info.get('id'), 128),
    language: null,
  };
}
