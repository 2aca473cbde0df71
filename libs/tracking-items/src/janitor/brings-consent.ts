import { type RequestView, type TrustedProxies } from '@nest-privacy/core';

const SAFE = new Set(['GET', 'HEAD']);

/**
 * Whether a browser sends the cookies of consent with a request, which are `SameSite=Lax`: not with what another site's page asks for, unless it is left for ours. Others
 * may come all the same, and nothing follows for them: a form of a payment service that leads back here looks as if nobody had decided.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function bringsConsent(view: RequestView, proxies: TrustedProxies): boolean {
  const from = view.header('sec-fetch-site');
  if (from === 'cross-site') return SAFE.has(view.method) && view.header('sec-fetch-dest') === 'document';
  if (from !== undefined) return true;
  const origin = view.header('origin');
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === proxies.host(view));
}
