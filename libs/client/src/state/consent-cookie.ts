import { type Letter, type StoredConsent } from './stored-consent.js';

const ENTRY = '[A-Z][A-Z0-9_]{0,31}:[gidl]';
/** `2.STATISTICS:g~MARKETING:d.<decided>.<valid until>.<notice>.<catalogue>.<record>.<a|w>.<signature>`; format 1 names no catalogue. */
const TOKEN = new RegExp(
  `^([12])\\.((?:${ENTRY}(?:~${ENTRY})*)?)\\.([0-9a-z]{1,9})\\.([0-9a-z]{1,9})\\.(0|[1-9]\\d{0,9})\\.(?:([0-9a-z]{0,6})\\.)?([\\w-]{22})\\.([aw])\\.[\\w-]{22}$`,
);

/** What a value of the consent cookie says; `null` for one that is none. */
export function decodeConsent(token: string): StoredConsent | null {
  const parts = TOKEN.exec(token);
  const [, version, list, decided, until, notice, catalogue, record, flag] = parts ?? [];
  if (!parts || (version === '2') !== (catalogue !== undefined)) return null;
  const base36 = (text: string) => parseInt(text, 36);
  return {
    letters: Object.fromEntries(list ? list.split('~').map((entry) => entry.split(':') as [string, Letter]) : []),
    decidedAt: base36(decided!),
    validUntil: base36(until!),
    noticeVersion: Number(notice),
    catalogueVersion: catalogue ? base36(catalogue) : null,
    record: record!,
    withdrawn: flag === 'w',
  };
}

/**
 * What the cookies of a page say of the visitor's consent; `null` where nothing was decided. Over https the cookie has the prefix `__Host-`, or `__Secure-`
 * where it is shared with a domain; one without counts only where there is none with. Of several of one name, which a host and its parent domain can both
 * have set, the newest decision counts.
 *
 * @param cookies `document.cookie`
 * @param name of the cookie, without a prefix
 */
export function readConsentCookie(cookies: string, name: string): StoredConsent | null {
  const newestOf = (...names: string[]): StoredConsent | null =>
    cookies
      .split('; ')
      .flatMap((cookie) => {
        const [key, value = ''] = cookie.split('=', 2);
        const found = names.includes(key!) && decodeConsent(value);
        return found ? [found] : [];
      })
      .sort((one, other) => other.decidedAt - one.decidedAt)[0] ?? null;
  return newestOf(`__Host-${name}`, `__Secure-${name}`) ?? newestOf(name);
}
