import { type RequestView, type TrustedProxies } from '@nest-privacy/core';

/** Where a browser goes once its form was taken: to the page of this host on which it stood, else to the root. */
export function wayBack(view: RequestView, proxies: TrustedProxies): string {
  const referrer = view.header('referer') ?? '';
  const page = URL.canParse(referrer) ? new URL(referrer) : undefined;
  if (page === undefined || page.host !== proxies.host(view)) return '/';
  // Two slashes would begin the name of a host.
  return page.pathname.replace(/^[/\\]+/, '/') + page.search;
}
