import { type ServerResponse } from 'node:http';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { Clock, ConsentReader, PrivacySignalReader, type RequestView, TrustedProxies } from '@nest-privacy/core';
import { HEADER_SIGNALS } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.options.js';
import { beforeHeaders } from './before-headers.js';
import { type TrackingPermission, TrackingPolicy } from './tracking-policy.js';
import { VisitorCookie } from './visitor-cookie.js';

/** What consent and signals make of one request. */
export interface Identity {
  readonly permission: TrackingPermission;
  /** Id of the visitor cookie; `null` while there is none. */
  visitorId: string | null;
}

/** Whether a response with this status and media type will be tracked. */
export type WillTrack = (view: RequestView, status: number, mediaType: string) => boolean;

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
    @Optional() @Inject(ConsentReader) private readonly consent?: ConsentReader,
    @Optional() @Inject(PrivacySignalReader) private readonly signals: PrivacySignalReader = HEADER_SIGNALS,
  ) {
    this.policy = new TrackingPolicy(config.signals);
    if (config.secrets.length > 0) this.cookie = new VisitorCookie(config.secrets, config.cookieName);
  }

  /** Reads the request; changes nothing. */
  read(view: RequestView): Identity {
    const permission = this.policy.permission(this.consent?.read(view), this.signals.read(view));
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
    if (recognised && identity.visitorId === null)
      beforeHeaders(response, (status, mediaType) => {
        if (!willTrack(view, status, mediaType)) return deletions;
        const { id, header } = cookie.mint(this.clock.now(), this.isSecure(view));
        identity.visitorId = id;
        return [...deletions, header];
      });
    else if (deletions.length > 0) beforeHeaders(response, () => deletions);
    return identity;
  }

  private isSecure(view: RequestView): boolean {
    return this.proxies.scheme(view) === 'https';
  }
}
