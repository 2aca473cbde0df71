import { type CookiePattern, type ObservedCookie } from './cookie-pattern.js';
import { matchGlob } from './match-glob.js';
import { anchored } from './regex-fault.js';

/** Browsers refuse longer names (RFC 6265bis, section 5.5), and a bound on the text bounds the work of a pattern. */
const LONGEST_NAME = 4_096;

function nameMatcher({ name, match }: CookiePattern): (text: string) => boolean {
  switch (match) {
    case 'literal':
      return (text) => text === name;
    case 'glob':
      return (text) => matchGlob(name, text);
    case 'regex': {
      const expression = new RegExp(anchored(name));
      return (text) => expression.test(text);
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
 * Prepares a pattern for many cookies.
 *
 * @param pattern one that has been validated; the service accepts no other
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
