import { mintConsent } from '@nest-privacy/consent/testing';
import { type MeasuredServer } from './measured-server.js';
import { requestBytes } from './request-bytes.js';
import { BENCH_SECRETS } from './secrets.js';

const VISITORS = 200;
const PAGES = 50;
const DECISIONS = { STATISTICS: 'granted', MARKETING: 'denied' } as const;

/** Who comes: somebody who consented to statistics and has every cookie, or somebody who never decided and has none. */
export type VisitorKind = 'returning' | 'new';

/** Where each kind may go: the guard of the first demands statistics, that of the second what everybody is allowed. */
const FOLDERS: Readonly<Record<VisitorKind, string>> = { returning: 'articles', new: 'welcome' };

const systems = [
  'X11; Linux x86_64',
  'Windows NT 10.0; Win64; x64',
  'Macintosh; Intel Mac OS X 10.15',
  'Android 16; Mobile',
];
const languages = ['en', 'de-CH,de;q=0.9,en;q=0.8', 'fr-FR,fr;q=0.9', 'en-GB,en-US;q=0.9,en;q=0.8'];
const referrers = ['http://127.0.0.1/', 'https://www.google.com/', 'https://news.example/2026/a-story', undefined];

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length]!;

/** What a browser sends by itself; every visitor has a user agent of its own, and the address is the same. */
export function browserOf(visitor: number): Record<string, string> {
  const version = 100 + (visitor >> 2);
  const referrer = pick(referrers, visitor >> 1);
  return {
    'User-Agent': `Mozilla/5.0 (${pick(systems, visitor)}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`,
    Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'Accept-Language': pick(languages, visitor),
    'Accept-Encoding': 'gzip, deflate, br, zstd',
    ...(referrer !== undefined && { Referer: referrer }),
  };
}

/** The cookies of a visitor who decided, and the one that the suite then gives. */
async function cookiesOf(suite: MeasuredServer, path: string, headers: Record<string, string>): Promise<string> {
  const { cookie } = mintConsent({ secrets: BENCH_SECRETS, decisions: DECISIONS });
  const first = await fetch(`http://127.0.0.1:${suite.port}${path}`, { headers: { ...headers, cookie } });
  return [cookie, ...first.headers.getSetCookie().map((line) => line.split(';')[0]!)].join('; ');
}

/**
 * The requests of 200 visitors on 50 pages; the same for whoever is compared.
 *
 * @param suite gives returning visitors their cookies
 */
export function requestsOf(kind: VisitorKind, suite: MeasuredServer): Promise<readonly Buffer[]> {
  const visits = Array.from({ length: VISITORS }, async (_, visitor) => {
    const path = `/${FOLDERS[kind]}/page-${visitor % PAGES}`;
    const headers = browserOf(visitor);
    if (kind === 'returning') headers.Cookie = await cookiesOf(suite, path, headers);
    return requestBytes({ path, headers });
  });
  return Promise.all(visits);
}
