import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { requestViewFrom, TrustedProxies } from '@nest-privacy/core';
import { OriginCheck } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { crossSiteRefused } from './request-problems.js';

/** Refuses decisions that another site's page causes. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  private readonly origins: OriginCheck;

  constructor(@Inject(ConsentConfig) { allowedOrigins }: ConsentConfig, proxies: TrustedProxies) {
    this.origins = new OriginCheck(proxies, (origin) => allowedOrigins.includes(origin));
  }

  canActivate(context: ExecutionContext): boolean {
    const view = requestViewFrom(context);
    if (view && this.origins.passes(view)) return true;
    throw crossSiteRefused();
  }
}
