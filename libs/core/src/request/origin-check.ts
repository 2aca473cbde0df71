import { type RequestView } from './request-view.js';
import { type TrustedProxies } from './trusted-proxies.js';

/** Whether a page of this origin, other than the request's own, may write. */
export type AdmitOrigin = (origin: string, view: RequestView) => boolean;

/**
 * Tells writes of the site's own pages from those that another site's page causes. A browser says so by `Sec-Fetch-Site`, older ones by `Origin` or
 * `Referer`, and pages can forge none of them. A client that sends none is no browser of today and has no visitor's cookies to abuse: it may write
 * JSON and forms, but not the `text/plain` that any page can send.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export class OriginCheck {
  constructor(
    private readonly proxies: TrustedProxies,
    private readonly admit: AdmitOrigin,
  ) {}

  /** Whether the request may write. */
  passes(view: RequestView): boolean {
    const site = view.header('sec-fetch-site');
    const origin = view.header('origin');
    if (site === 'same-origin') return true;
    if (origin !== undefined && this.admit(origin, view)) return true;
    if (site !== undefined && site !== 'none') return false;
    if (origin !== undefined) return this.isOwn(origin, view);
    const referrer = view.header('referer');
    if (referrer !== undefined && !this.isOwn(referrer, view)) return false;
    return view.mediaType !== 'text/plain';
  }

  /** A page that came over http may be anybody's on the way. The other way round, a proxy may have kept to itself that it ended TLS. */
  private isOwn(page: string, view: RequestView): boolean {
    const url = URL.canParse(page) ? new URL(page) : undefined;
    if (url?.host !== this.proxies.host(view)) return false;
    return url.protocol !== 'http:' || this.proxies.scheme(view) === 'http';
  }
}
