import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { type AdminScope, AdminGuard, requestViewFrom, TrustedProxies } from '@nest-privacy/core';
import { OriginCheck } from '@nest-privacy/core/kit';
import { crossSiteRefused } from '../problems/rights-problems.js';
import { RightsConfig } from '../rights.config.js';

/** The scope that asking in a person's place takes, by the method of the controller. */
const SCOPES: Readonly<Record<string, AdminScope>> = { export: 'rights:export', erase: 'rights:erase' };

/** Whether a body names somebody to ask for. */
const namesSomebody = (body: unknown): boolean => {
  const { userId, subjectId } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return (userId ?? subjectId ?? null) !== null;
};

/** Lets persons ask for themselves from the site's own pages, and administrators for whom they name. */
@Injectable()
export class PrivacyRequestGuard implements CanActivate {
  private readonly origins: OriginCheck;

  constructor(
    @Inject(RightsConfig) { allowedOrigins }: RightsConfig,
    proxies: TrustedProxies,
    private readonly administrators: AdminGuard,
  ) {
    this.origins = new OriginCheck(proxies, (origin) => allowedOrigins.includes(origin));
  }

  canActivate(context: ExecutionContext): Promise<boolean> | boolean {
    const { body } = context.switchToHttp().getRequest<{ body?: unknown }>();
    if (namesSomebody(body))
      return this.administrators.admit(context, { scope: SCOPES[context.getHandler().name], personal: true });
    const view = requestViewFrom(context);
    if (view && this.origins.passes(view)) return true;
    throw crossSiteRefused();
  }
}
