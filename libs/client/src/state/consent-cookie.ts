import { type Letter, type StoredConsent } from './stored-consent.js';

/**
 * `privacy_consent=2.STATISTICS:g~MARKETING:d.<decided>.<valid until>.<notice>.<catalogue>.<record>.<a|w>.<signature>`; format 1 names no catalogue. Over https
 * the name has a prefix.
 */
const COOKIE =
  /^(__(?:Host|Secure)-)?([^=]+)=[12]\.([\w:~]*)\.(\w+)\.(\w+)\.(\d+)\.(?:(\w*)\.)?([\w-]{22})\.([aw])\.[\w-]{22}$/;

const base36 = (text: string | undefined): number => parseInt(text!, 36);

/**
 * What the cookies of a page say of the visitor's consent; `null` where nothing was decided. Over https the cookie has the prefix `__Host-`, or `__Secure-`
 * where it is shared with a domain; one without counts only where there is none with. Of several of one name, which a host and its parent domain can both
 * have set, the newest decision counts.
 *
 * @param cookies `document.cookie`
 * @param name of the cookie, without a prefix
 */
export function readConsentCookie(cookies: string, name: string): StoredConsent | null {
  let newest: StoredConsent | null = null;
  let rank = 0;
  for (const cookie of cookies.split('; ')) {
    const parts = COOKIE.exec(cookie) ?? [];
    const [, prefix, key, list, decided, until, notice, catalogue, record, flag] = parts;
    const decidedAt = base36(decided);
    // A prefix weighs more than any date.
    const weight = decidedAt + (prefix ? 1e15 : 1);
    if (key !== name || !(weight > rank)) continue;
    rank = weight;
    newest = {
      letters: Object.fromEntries(list!.split('~').map((entry) => entry.split(':') as [string, Letter])),
      decidedAt,
      validUntil: base36(until),
      noticeVersion: +notice!,
      catalogueVersion: catalogue ? base36(catalogue) : null,
      record: record!,
      withdrawn: flag === 'w',
    };
  }
  return newest;
}
