import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { type AdminScope, AdminGuard, requestViewFrom, TrustedProxies } from '@nest-privacy/core';
import { OriginCheck } from '@nest-privacy/core/kit';
import { crossSiteRefused } from '../problems/rights-problems.js';
import { RightsConfig } from '../rights.config.js';

/** The scope that asking in a person's place takes, by the method of the controller. */
const SCOPES: Readonly<Record<string, AdminScope>> = { export: 'rights:export', erase: 'rights:erase' };

type GivenBody = Readonly<Record<'userId' | 'subjectId', unknown>>;

/** Whether a body names somebody to ask for. */
const namesSomebody = ({ userId, subjectId }: GivenBody): boolean => (userId ?? subjectId ?? null) !== null;

/** Whom it names, as far as those are texts, for the audit log: spelt as they are asked for elsewhere. */
const namedIn = ({ userId, subjectId }: GivenBody): Record<string, string> => ({
  ...(typeof userId === 'string' && { userId }),
  ...(typeof subjectId === 'string' && { subjectId: subjectId.toLowerCase() }),
});

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
    const given = (body ?? {}) as GivenBody;
    if (namesSomebody(given)) {
      const scope = SCOPES[context.getHandler().name];
      return this.administrators.admit(context, { scope, personal: true, named: namedIn(given) });
    }
    const view = requestViewFrom(context);
    if (view && this.origins.passes(view)) return true;
    throw crossSiteRefused();
  }
}
