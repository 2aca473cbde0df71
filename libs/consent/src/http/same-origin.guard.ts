import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ProblemException, requestViewFrom, TrustedProxies } from '@nest-privacy/core';
import { OriginCheck } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';

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
    throw new ProblemException({
      status: 403,
      code: 'CROSS_SITE_REFUSED',
      title: 'Another site cannot decide for a visitor',
      detail: 'Send the decision from a page of this site, or have its origin added to the option "allowedOrigins".',
    });
  }
}
