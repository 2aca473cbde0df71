import { type ConsentCategory } from '@nest-privacy/core';
import { type RequestCookie } from '../cookies/request-cookies.js';
import { type CookiePlace, cookiePlaces, isAtOrBelow } from './cookie-places.js';
import { expiredCookie } from './expired-cookie.js';

/** What a browser is told of one cookie. */
export interface Expiry {
  readonly category: ConsentCategory;
  /** Values of `Set-Cookie`, one for each place where the cookie may be. */
  readonly lines: readonly string[];
}

/** What decides whether a cookie goes, and from where. */
export interface ExpiryTerms {
  /** That of the request, in lower case and without a port. */
  readonly host: string;
  readonly isHttps: boolean;
  /** Above hosts, for patterns that name none; all hosts below share one consent. */
  readonly domains: readonly string[];
  /** Whether it is known here what the visitor decided, be it long ago. */
  readonly isDecided: boolean;
  /** Whether nothing allows a category's cookies any more. */
  readonly isGone: (category: ConsentCategory) => boolean;
}

/** How a cookie that nothing needed lays claim to is taken away; `undefined` for one that stays, as it does where a single item of these hosts may have it. */
export function expiryOf({ name, claims }: RequestCookie, terms: ExpiryTerms): Expiry | undefined {
  const here = claims
    .map((claim) => ({ ...claim, places: cookiePlaces(claim, terms.host, terms.domains) }))
    .filter(({ places }) => places.length > 0);
  const [first] = here;
  if (first === undefined || !here.every(({ category }) => terms.isGone(category))) return undefined;
  const places = here.flatMap((claim) => claim.places).filter((at) => isOurs(at, terms));
  const lines = places.flatMap((at) => expiredCookie(name, at, terms.isHttps) ?? []);
  return lines.length === 0 ? undefined : { category: first.category, lines: [...new Set(lines)] };
}

/**
 * Whether a cookie of that place is this host's to take. Other hosts see it, too, and one of them may know of a consent whose cookie is not sent here; where nobody
 * decided anything here, only what an option says to share one consent is taken.
 */
const isOurs = ({ domain }: CookiePlace, { isDecided, domains }: ExpiryTerms): boolean =>
  domain === null || isDecided || domains.some((above) => isAtOrBelow(domain, above));
