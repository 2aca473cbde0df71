import { type ResponseHead } from '@nest-privacy/core/kit';

/** `!no-store` of `Edge-Control` is the opposite. */
const UNSHARED = /(?<![!\w-])(?:private|no-store)\b/i;
const SHARED = /\b(?:public|s-maxage)\b/i;
/** What caches before the server obey in place of `Cache-Control`: for all of them or one's own (RFC 9213), its forerunner, and Akamai's. */
const OF_CDNS = [
  'cdn-cache-control',
  'cloudflare-cdn-cache-control',
  'netlify-cdn-cache-control',
  'vercel-cdn-cache-control',
  'surrogate-control',
  'edge-control',
];
/** The same of nginx: how long, or until when; 0 is not at all. */
const OF_NGINX = 'x-accel-expires';

/** Whether an answer is meant for caches that many share, which would keep a `Set-Cookie` with it and give it to others. */
export const isShared = (head: ResponseHead): boolean => {
  if (OF_CDNS.some((field) => !UNSHARED.test(head.get(field) ?? 'private'))) return true;
  if ((head.get(OF_NGINX) ?? '0').trim() !== '0') return true;
  const said = head.get('cache-control');
  return said !== undefined && SHARED.test(said) && !UNSHARED.test(said);
};

/** Has no cache that many share keep the answer; what it says about a browser's own stays. */
export function keepPrivate(head: ResponseHead): void {
  const said = head.get('cache-control');
  if (said === undefined || said === '') head.set('Cache-Control', 'cache-control', 'private');
  else if (!UNSHARED.test(said)) head.set('Cache-Control', 'cache-control', `${said}, private`);
}
