/** No link led here, or the browser does not say. */
export const DIRECT = 'direct';
/** A page of the same host led here. */
export const INTERNAL = 'internal';

const parse = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);

/**
 * What is kept of a `Referer`: origin and path, for a query may hold anything.
 *
 * @param referrer as it was sent; its query may be missing
 * @param host host of the request, which makes a referrer {@link INTERNAL}
 * @param pathOf what is kept of the path of somebody else's page
 */
export function referrerOf(referrer: string, host: string, pathOf: (path: string) => string): string {
  if (referrer === '') return DIRECT;
  // Nearly every referrer is of this kind, and to take a URL apart costs more than all the rest.
  if (host !== '' && ['https:', 'http:'].some((scheme) => referrer.startsWith(`${scheme}//${host}/`))) return INTERNAL;
  const url = parse(referrer);
  if (!url || url.host === '') return DIRECT;
  return url.host === host ? INTERNAL : `${url.protocol}//${url.host}${pathOf(url.pathname)}`;
}
