import { type Letter, type StoredConsent } from './stored-consent.js';

/** `2.STATISTICS:g~MARKETING:d.<decided>.<valid until>.<notice>.<catalogue>.<record>.<a|w>.<signature>`; format 1 names no catalogue. */
const TOKEN = /^[12]\.([\w:~]*)\.(\w+)\.(\w+)\.(\d+)\.(?:(\w*)\.)?([\w-]{22})\.([aw])\.[\w-]{22}$/;

const base36 = (text: string | undefined): number => parseInt(text!, 36);

/** What a value of the consent cookie says; `null` for one that is none. */
function decodeConsent(token: string): StoredConsent | null {
  const parts = TOKEN.exec(token);
  if (!parts) return null;
  const [, list, decided, until, notice, catalogue, record, flag] = parts;
  return {
    letters: Object.fromEntries(list!.split('~').map((entry) => entry.split(':') as [string, Letter])),
    decidedAt: base36(decided),
    validUntil: base36(until),
    noticeVersion: +notice!,
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
  let newest: StoredConsent | null = null;
  let rank = 0;
  for (const cookie of cookies.split('; ')) {
    const [key, value] = cookie.split('=') as [string, string];
    const found = key.replace(/^__(Host|Secure)-/, '') === name && decodeConsent(value);
    // A prefix weighs more than any date.
    const rankOfFound = found ? found.decidedAt + (key === name ? 1 : 1e15) : 0;
    if (found && rankOfFound > rank) [newest, rank] = [found, rankOfFound];
  }
  return newest;
}
