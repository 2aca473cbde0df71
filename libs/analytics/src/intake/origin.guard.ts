import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { requestViewFrom, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { OriginCheck } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { crossSiteRefused } from './event-problems.js';

/** Refuses events that another site's page causes: every host that the site names is its own, and so are the origins of the option `allowedOrigins`. */
@Injectable()
export class OriginGuard implements CanActivate {
  private readonly origins: OriginCheck;

  constructor(
    @Inject(AnalyticsConfig) { allowedOrigins }: AnalyticsConfig,
    proxies: TrustedProxies,
    sites: SiteResolver,
  ) {
    this.origins = new OriginCheck(proxies, (origin, view) => {
      if (allowedOrigins.includes(origin)) return true;
      const named = URL.canParse(origin) ? sites.naming(new URL(origin).host) : undefined;
      return named !== undefined && named === sites.resolve(view);
    });
  }

  canActivate(context: ExecutionContext): boolean {
    const view = requestViewFrom(context);
    if (view && this.origins.passes(view)) return true;
    throw crossSiteRefused();
  }
}
