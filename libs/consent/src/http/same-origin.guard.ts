import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ProblemException, type RequestView, requestViewFrom, TrustedProxies } from '@nest-privacy/core';
import { ConsentConfig } from '../consent-config.js';
import { mediaTypeOf } from './media-type.js';

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);

/**
 * Refuses writes that another site's page causes. A browser says so by `Sec-Fetch-Site`, older ones by `Origin` or `Referer`, and pages can forge none of
 * them. A client that sends none is no browser of today and has no visitor's cookies to abuse: it may write JSON and forms, but not
 * the `text/plain` that any page can send.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly proxies: TrustedProxies,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const view = requestViewFrom(context);
    if (view && this.isOwn(view)) return true;
    throw new ProblemException({
      status: 403,
      code: 'CROSS_SITE_REFUSED',
      title: 'Another site cannot decide for a visitor',
      detail: 'Send the decision from a page of this site, or have its origin added to the option "allowedOrigins".',
    });
  }

  private isOwn(view: RequestView): boolean {
    const site = view.header('sec-fetch-site');
    const origin = view.header('origin');
    if (site === 'same-origin') return true;
    if (origin !== undefined && this.config.allowedOrigins.includes(origin)) return true;
    if (site !== undefined && site !== 'none') return false;
    if (origin !== undefined) return hostOf(origin) === this.proxies.host(view);
    const referrer = view.header('referer');
    if (referrer !== undefined && hostOf(referrer) !== this.proxies.host(view)) return false;
    return mediaTypeOf(view) !== 'text/plain';
  }
}
