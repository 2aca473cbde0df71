import { type ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, type RequestView, TrustedProxies } from '@nest-privacy/core';
import { beforeHeaders, Ports } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.options.js';
import { type Identity } from './identity.js';
import { TrackingPolicy } from './tracking-policy.js';
import { VisitorCookieChange, type WillTrack } from './visitor-cookie-change.js';
import { type MintedCookie, VisitorCookie } from './visitor-cookie.js';

const NONE: readonly string[] = [];

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
    if (config.secrets.length > 0) this.cookie = new VisitorCookie(config.secrets, config.cookieName);
  }

  /** Reads the request; changes nothing. */
  read(view: RequestView): Identity {
    const permission = this.policy.permission(this.ports.consent?.read(view), this.ports.signals.read(view));
    const isRead = permission.recognised && this.cookie?.isIn(view) === true;
    return { permission, visitorId: isRead ? this.cookie.read(view, this.isSecure(view), this.clock.now()) : null };
  }

  /** Reads the request, and has the response set the cookie on a tracked page, or delete one that has lost its ground. */
  follow(view: RequestView, response: ServerResponse, willTrack: WillTrack): Identity {
    const identity = this.read(view);
    const { cookie } = this;
    if (!cookie) return identity;
    const { recognised } = identity.permission;
    const deletions = cookie.isIn(view) ? cookie.deletions(view, this.isSecure(view), recognised) : NONE;
    const mint = recognised && identity.visitorId === null ? this.mint : undefined;
    if (mint !== undefined || deletions.length > 0)
      beforeHeaders(view, response, new VisitorCookieChange(identity, deletions, willTrack, mint));
    return identity;
  }

  private readonly mint = (view: RequestView): MintedCookie => this.cookie!.mint(this.clock.now(), this.isSecure(view));

  private isSecure(view: RequestView): boolean {
    return this.proxies.scheme(view) === 'https';
  }
}
