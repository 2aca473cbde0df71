/** No link led here, or the browser does not say. */
export const DIRECT = 'direct';
/** A page of the same host led here. */
export const INTERNAL = 'internal';

const parse = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);

const SCHEMES = ['https://', 'http://'];

/** Whether a referrer is a page of a host, by how it begins: nearly every one is, and to take a URL apart costs more than all the rest. */
export const isInternal = (referrer: string, host: string): boolean =>
  host !== '' &&
  SCHEMES.some(
    (scheme) =>
      referrer[scheme.length + host.length] === '/' &&
      referrer.startsWith(scheme) &&
      referrer.startsWith(host, scheme.length),
  );

/**
 * What is kept of a `Referer`: origin and path, for a query may hold anything.
 *
 * @param referrer as it was sent; its query may be missing
 * @param host host of the request, which makes a referrer {@link INTERNAL}
 * @param pathOf what is kept of the path of somebody else's page
 */
export function referrerOf(referrer: string, host: string, pathOf: (path: string) => string): string {
  if (referrer === '') return DIRECT;
  if (isInternal(referrer, host)) return INTERNAL;
  const url = parse(referrer);
  if (!url || url.host === '') return DIRECT;
  return url.host === host ? INTERNAL : `${url.protocol}//${url.host}${pathOf(url.pathname)}`;
}
