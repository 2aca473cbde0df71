import { Inject, Injectable } from '@nestjs/common';
import { Clock, type RequestView, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { OwnCookies } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { VisitorIdentity } from '../identity/visitor-identity.js';
import { ExclusionCookie } from './exclusion-cookie.js';
import { exclusionUnavailable } from './exclusion-problems.js';

/**
 * Has visitors not be counted who ask for it, by a cookie of their browser. It does what they asked for and nothing beside it, so that it needs no consent (Directive 2002/58/EC,
 * article 5(3), second sentence).
 */
@Injectable()
export class SelfExclusion {
  private readonly cookie: ExclusionCookie | undefined;

  constructor(
    @Inject(AnalyticsConfig) { secrets, exclusionCookieName }: AnalyticsConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly sites: SiteResolver,
    private readonly proxies: TrustedProxies,
    private readonly identity: VisitorIdentity,
    ownCookies: OwnCookies,
  ) {
    if (secrets.length > 0) this.cookie = new ExclusionCookie(secrets, exclusionCookieName);
    ownCookies.keep(exclusionCookieName);
  }

  /** Whether the visitor asked not to be counted. */
  isAsked(view: RequestView): boolean {
    const { cookie } = this;
    if (cookie === undefined || view.raw.headers.cookie === undefined) return false;
    const site = this.sites.resolve(view)?.id;
    return site !== undefined && cookie.isIn(view, this.isSecure(view), site, this.clock.now());
  }

  /**
   * The `Set-Cookie`s by which the browser is not counted from now on, and known no more.
   *
   * @throws ProblemException 503 `EXCLUSION_UNAVAILABLE` without `secrets`, 421 `SITE_UNKNOWN`
   */
  begin(view: RequestView): readonly string[] {
    const site = this.sites.require(view).id;
    if (this.cookie === undefined) throw exclusionUnavailable();
    return [this.cookie.given(this.isSecure(view), site, this.clock.now()), ...this.identity.forget(view)];
  }

  /** The `Set-Cookie`s by which it is counted again. @throws ProblemException 421 `SITE_UNKNOWN` */
  end(view: RequestView): readonly string[] {
    this.sites.require(view);
    return this.cookie && view.raw.headers.cookie !== undefined ? [this.cookie.taken(this.isSecure(view))] : [];
  }

  private isSecure(view: RequestView): boolean {
    return this.proxies.scheme(view) === 'https';
  }
}
