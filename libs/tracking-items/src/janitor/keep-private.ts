import { type ResponseHead } from '@nest-privacy/core/kit';

const UNSHARED = /\b(?:private|no-store)\b/i;
const SHARED = /\b(?:public|s-maxage)\b/i;
/** What CDNs obey in place of `Cache-Control` (RFC 9213, and its forerunner). */
const OF_CDNS = ['cdn-cache-control', 'surrogate-control'];

/** Whether an answer is meant for caches that many share, which would keep a `Set-Cookie` with it and give it to others. */
export const isShared = (head: ResponseHead): boolean => {
  if (OF_CDNS.some((field) => !UNSHARED.test(head.get(field) ?? 'private'))) return true;
  const said = head.get('cache-control');
  return said !== undefined && SHARED.test(said) && !UNSHARED.test(said);
};

/** Has no cache that many share keep the answer; what it says about a browser's own stays. */
export function keepPrivate(head: ResponseHead): void {
  const said = head.get('cache-control');
  if (said === undefined || said === '') head.set('Cache-Control', 'cache-control', 'private');
  else if (!UNSHARED.test(said)) head.set('Cache-Control', 'cache-control', `${said}, private`);
}
