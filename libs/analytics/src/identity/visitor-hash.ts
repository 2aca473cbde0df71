import { createHash, createHmac } from 'node:crypto';
import { networkOf } from '@nest-privacy/core/kit';
import { getDomain } from 'tldts';

/** Hex digits of a visitor: 128 bits. */
const DIGITS = 32;

/** What a visitor without consent is known by, for one day. */
export interface CookielessTraits {
  readonly site: string;
  readonly address: string;
  readonly userAgent: string;
  readonly host: string;
}

/**
 * The visitor of a day: HMAC-SHA256 of site, network, user agent and registrable domain, keyed with the salt of that day. Once the
 * salt is destroyed, nobody can compute it again or tell whom it stood for.
 */
export function cookielessVisitor(salt: Buffer, { site, address, userAgent, host }: CookielessTraits): string {
  const domain = getDomain(host) ?? host.replace(/:\d+$/, '');
  return createHmac('sha256', salt)
    .update(JSON.stringify([site, networkOf(address), userAgent, domain]))
    .digest('hex')
    .slice(0, DIGITS);
}

/** The visitor behind an id that lasts: a cookie's, or one that the application names. One person is another visitor on each site. */
export const lastingVisitor = (site: string, id: string): string =>
  createHash('sha256')
    .update(JSON.stringify([site, id]))
    .digest('hex')
    .slice(0, DIGITS);
