import { type CookiePattern } from '../cookies/cookie-pattern.js';

/** Where a cookie may have been put: with one domain, or for its host alone, and one path. */
export interface CookiePlace {
  /** `null` for the host alone, which is not the same as its own name (RFC 6265bis, section 5.7). */
  readonly domain: string | null;
  readonly path: string;
}

/** What stands in an attribute as it is. */
const PATH = /^\/[\x20-\x3a\x3c-\x7e]*$/;
const NAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;
const NUMBERS = /^[\d.]+$/;

/** Whether a name is a domain, or one below it. */
export const isAtOrBelow = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** The host and what is above it, down to a domain. */
function* namesDownTo(host: string, domain: string): Generator<string> {
  for (let name = host; isAtOrBelow(name, domain); name = name.slice(name.indexOf('.') + 1)) {
    yield name;
    if (!name.includes('.')) return;
  }
}

function* domainsFor(pattern: string, host: string): Generator<string | null> {
  if (pattern.startsWith('*.')) {
    const above = pattern.slice(2);
    if (host === above || !isAtOrBelow(host, above)) return;
    yield null;
    for (const name of namesDownTo(host, above)) if (name !== above) yield name;
    return;
  }
  const domain = pattern.replace(/^\./, '');
  if (!isAtOrBelow(host, domain)) return;
  if (pattern.startsWith('.')) {
    yield null;
    yield* namesDownTo(host, domain);
    return;
  }
  if (host === domain) yield null;
  yield domain;
}

/**
 * Where a cookie that a request to `host` brought may have been put, as far as the catalogue says it.
 *
 * @param host in lower case, without a port
 * @param domains above hosts, for a pattern that names none
 * @returns nothing where the pattern is about cookies that no such request brings
 */
export function cookiePlaces(
  { domain, path }: Pick<CookiePattern, 'domain' | 'path'>,
  host: string,
  domains: readonly string[],
): readonly CookiePlace[] {
  if (path !== null && !PATH.test(path)) return [];
  const at = (where: string | null): CookiePlace => ({ domain: where, path: path ?? '/' });
  // Addresses have no domain above them, and what is no name stands in no attribute.
  const isName = NAME.test(host) && !NUMBERS.test(host);
  if (domain === null) return [null, ...(isName ? domains.filter((above) => isAtOrBelow(host, above)) : [])].map(at);
  if (!isName) return domain.replace(/^\./, '') === host ? [at(null)] : [];
  return [...domainsFor(domain.toLowerCase(), host)].map(at);
}
