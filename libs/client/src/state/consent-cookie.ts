import { type Letter, type StoredConsent } from './stored-consent.js';

/**
 * `privacy_consent=2.STATISTICS:g~MARKETING:d.<decided>.<valid until>.<notice>.<catalogue>.<record>.<a|w>.<signature>`; format 1 names no catalogue. The
 * numbers have the server's bounds: every time is one that a `Date` can hold.
 */
const COOKIE =
  /^([^=]+)=[12]\.((?:[A-Z]\w*:[gidl]\b~?\b)*)\.([\da-z]{1,9})\.([\da-z]{1,9})\.(\d{1,10})\.(?:([\da-z]{0,6})\.)?([\w-]{22})\.([aw])\.[\w-]{22}$/;

const base36 = (text: string | undefined): number => parseInt(text!, 36);

/**
 * What the cookies of a page say of the visitor's consent; `null` where nothing was decided. Of several of the name, which a host and its parent domain can
 * both have set, the newest decision counts.
 *
 * @param cookies `document.cookie`
 * @param name of the cookie, the whole of it: one with another prefix, or without, may have been set by anybody
 */
export function readConsentCookie(cookies: string, name: string): StoredConsent | null {
  let newest: StoredConsent | null = null;
  for (const cookie of cookies.split('; ')) {
    const [, key, list, decided, until, notice, catalogue, record, flag] = COOKIE.exec(cookie) ?? [];
    const decidedAt = base36(decided);
    if (key !== name || decidedAt <= (newest?.decidedAt ?? -1)) continue;
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
