import { Inject, Injectable } from '@nestjs/common';
import { Clock, type RequestView, TrustedProxies } from '@nest-privacy/core';
import { Ports, type ResponseHead } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { type Identity } from './identity.js';
import { TrackingPolicy } from './tracking-policy.js';
import { VisitorCookie } from './visitor-cookie.js';

/** Finds out who sends a request, as far as consent and signals permit, and keeps the visitor cookie in step with them. */
@Injectable()
export class VisitorIdentity {
  private readonly cookie: VisitorCookie | undefined;
  private readonly policy: TrackingPolicy;

  constructor(
    @Inject(AnalyticsConfig) config: AnalyticsConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly proxies: TrustedProxies,
    private readonly ports: Ports,
  ) {
    this.policy = new TrackingPolicy(config.signals);
    const { secrets, cookieName: name, cookiePath: path, cookieLifetime: lifetime } = config;
    if (secrets.length > 0) this.cookie = new VisitorCookie({ secrets, name, path, lifetime });
  }

  /** Reads the request; changes nothing. */
  read(view: RequestView): Identity {
    const permission = this.policy.permission(this.ports.consent?.read(view), this.ports.signals.read(view));
    const isRead = permission.recognised && this.cookie !== undefined;
    const known = isRead ? this.cookie.read(view, this.isSecure(view), this.clock.now()) : null;
    return { permission, visitorId: known?.id ?? null, visitorSince: known?.made ?? null };
  }

  /**
   * Has a response delete the cookie where it has lost its ground, and set a new one on a page that is tracked.
   *
   * @param identity as {@link read} told it
   * @returns the same, with the visitor that the new cookie makes known
   */
  keep(head: ResponseHead, identity: Identity, isTracked: boolean): Identity {
    const { cookie } = this;
    const { view } = head;
    const { recognised } = identity.permission;
    const isNew = recognised && identity.visitorId === null && isTracked && cookie?.reaches(view) === true;
    if (cookie === undefined || (view.raw.headers.cookie === undefined && !isNew)) return identity;
    const secure = this.isSecure(view);
    const deletions = cookie.deletions(view, secure, recognised);
    if (deletions.length > 0) head.addCookies(deletions);
    if (!isNew) return identity;
    const subjectId = this.ports.consent?.read(view).subjectId ?? null;
    const now = this.clock.now();
    const { id, header } = cookie.mint(now, secure, subjectId);
    head.addCookies([header]);
    return { ...identity, visitorId: id, visitorSince: now };
  }

  /** The visitor that the request's cookie proves, whatever consent says by now; `null` without one. */
  proven(view: RequestView): string | null {
    return this.cookie?.read(view, this.isSecure(view), this.clock.now())?.id ?? null;
  }

  /** The `Set-Cookie`s by which a browser loses the cookie. */
  forget(view: RequestView): readonly string[] {
    return this.cookie?.deletions(view, this.isSecure(view), false) ?? [];
  }

  private isSecure(view: RequestView): boolean {
    return this.proxies.scheme(view) === 'https';
  }
}
