import { type CookiePattern, type ObservedCookie } from './cookie-pattern.js';
import { readExpression } from './expression.js';
import { matchGlob } from './match-glob.js';

/** No cookie that anybody declares has a longer name, and a bound on the text bounds the work of all patterns. */
const LONGEST_NAME = 1_024;

function nameMatcher({ name, match }: CookiePattern): (text: string) => boolean {
  switch (match) {
    case 'literal':
      return (text) => text === name;
    case 'glob':
      return (text) => matchGlob(name, text);
    case 'regex': {
      const read = readExpression(name);
      return 'fault' in read ? () => false : read.matches;
    }
  }
}

/** A leading dot of a cookie's own domain means nothing (RFC 6265, section 5.2.3). */
function domainMatches(pattern: string, domain: string): boolean {
  const host = domain.toLowerCase().replace(/^\./, '');
  const wanted = pattern.toLowerCase();
  if (wanted.startsWith('*.')) return host.endsWith(wanted.slice(1));
  if (wanted.startsWith('.')) return host === wanted.slice(1) || host.endsWith(wanted);
  return host === wanted;
}

function pathMatches(pattern: string, path: string): boolean {
  if (!path.startsWith(pattern)) return false;
  return path.length === pattern.length || pattern.endsWith('/') || path[pattern.length] === '/';
}

/**
 * Prepares a pattern for many cookies. An expression that cannot be matched in linear time, as catalogues of earlier versions may hold, matches
 * none.
 */
export function cookieMatcher(pattern: CookiePattern): (cookie: ObservedCookie) => boolean {
  const nameMatches = nameMatcher(pattern);
  const { domain, path, httpOnly } = pattern;
  return (cookie) =>
    cookie.name.length <= LONGEST_NAME &&
    (domain === null || cookie.domain === undefined || domainMatches(domain, cookie.domain)) &&
    (path === null || cookie.path === undefined || pathMatches(path, cookie.path)) &&
    (httpOnly === null || cookie.httpOnly === undefined || httpOnly === cookie.httpOnly) &&
    nameMatches(cookie.name);
}

/** Whether a cookie belongs to a pattern, as far as is known of the cookie. For many cookies use {@link cookieMatcher}. */
export const matchesCookie = (pattern: CookiePattern, cookie: ObservedCookie): boolean =>
  cookieMatcher(pattern)(cookie);
