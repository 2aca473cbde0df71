import { type CookieFormat } from './found-consent.js';
import { instantIn, wordIn } from './json-cookie.js';

const GROUP = /^([A-Za-z0-9_]{1,64}):([01])$/;
const LONGEST = 4_096;

/**
 * `OptanonConsent` of OneTrust: `…&groups=C0001:1,C0002:0&datestamp=…&consentId=…&interactionCount=1`, percent-encoded member by member. It is there, filled
 * with defaults, before anybody decided: only an interaction, or `OptanonAlertBoxClosed` with its time, shows that somebody did. It is taken apart as it was sent:
 * decoded as a whole, the address of the landing page in it could bring groups of its own.
 */
export const oneTrustFormat: CookieFormat = ({ value, beside }) => {
  if (value.length > LONGEST) return undefined;
  const members = new URLSearchParams(value);
  const closed = beside('OptanonAlertBoxClosed');
  const closedAt = closed === undefined ? null : instantIn(decoded(closed));
  const hasDecided = closedAt !== null || Number(members.get('interactionCount') ?? 0) >= 1;
  const groups = (members.get('groups') ?? '').split(',', 200).map((group) => GROUP.exec(group));
  const choices = new Map(groups.flatMap((match) => (match ? [[match[1]!, match[2] === '1'] as const] : [])));
  if (!hasDecided || choices.size === 0) return undefined;
  return {
    choices,
    onlyAccepted: false,
    givenAt: closedAt ?? instantIn(withoutZoneName(members.get('datestamp'))),
    reference: wordIn(members.get('consentId'), 128),
    language: null,
  };
};

/** `Wed Aug 04 2021 12:45:37 GMT-0300 (Argentina Standard Time)`, in whose brackets every language of the world stands. */
const withoutZoneName = (text: string | null): string | undefined => text?.replace(/\s*\([^)]*\)\s*$/, '');

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
