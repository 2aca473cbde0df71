import { cleanText } from './clean-text.js';

const LONGEST = 512;

/** No link led here, or the browser does not say. */
export const DIRECT = 'direct';
/** A page of the same host led here. */
export const INTERNAL = 'internal';

/**
 * What is kept of a `Referer`: origin and path, for a query may hold anything.
 *
 * @param referrer as it was sent
 * @param host host of the request, which makes a referrer {@link INTERNAL}
 */
export function referrerOf(referrer: string | undefined, host: string): string {
  if (referrer === undefined || referrer === '') return DIRECT;
  let url: URL;
  try {
    url = new URL(referrer);
  } catch {
    return DIRECT;
  }
  if (url.host === '') return DIRECT;
  if (url.host === host) return INTERNAL;
  return cleanText(`${url.protocol}//${url.host}${url.pathname}`, LONGEST);
}
