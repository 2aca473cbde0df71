import { hasCookiePrefix } from '@nest-privacy/core/kit';
import { type CookiePlace } from './cookie-places.js';

/**
 * The `Set-Cookie` by which a browser forgets a cookie of this name at this place, be it `HttpOnly` or not. It is `Lax`, so that no browser takes it from
 * an answer to another site's page: there the cookies of consent are not sent (RFC 6265bis, section 5.7), and what looks like nobody's decision may be one.
 *
 * @param isHttps whether the client came by https, where a cookie that is `Secure` is not forgotten without it
 * @returns `undefined` where no cookie of this name can be there
 */
export function expiredCookie(name: string, { domain, path }: CookiePlace, isHttps: boolean): string | undefined {
  const isBound = /^__host-/i.test(name);
  if (isBound && (domain !== null || path !== '/')) return undefined;
  const marks = [`Path=${path}`, ...(domain === null ? [] : [`Domain=${domain}`]), 'HttpOnly', 'SameSite=Lax'];
  if (isHttps || hasCookiePrefix(name)) marks.push('Secure');
  return `${name}=; Max-Age=0; ${marks.join('; ')}`;
}
