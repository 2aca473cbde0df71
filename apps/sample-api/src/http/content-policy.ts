import { randomBytes } from 'node:crypto';
import { type RequestView } from '@nest-privacy/core';

const NONCE = Symbol.for('@nest-privacy/sample-api:nonce');

/** The word by which an answer tells its own scripts from injected ones (CSP Level 3, section 2.3.1); another one for each answer. */
export const nonceOf = (view: RequestView): string => view.memo(NONCE, () => randomBytes(18).toString('base64'));

/**
 * What a page of the site may load and do: its own scripts and what these load, its own style, and no text that becomes markup or code (Trusted Types).
 *
 * @param vendors origins of others that the page frames, shows pictures of and reports to, once its visitor allowed it. Default: none
 */
export function sitePolicy(nonce: string, vendors: readonly string[] = []): string {
  const own = ["'self'", ...vendors].join(' ');
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    `connect-src ${own}`,
    `img-src ${own}`,
    ...(vendors.length > 0 ? [`frame-src ${vendors.join(' ')}`] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
