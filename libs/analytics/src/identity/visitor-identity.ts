import { type ServerResponse } from 'node:http';
import { Inject, Injectable, Optional } from '@nestjs/common';
import {
  Clock,
  ConsentReader,
  HEADER_SIGNALS,
  NO_SIGNALS,
  PrivacySignalReader,
  type RequestView,
  TrustedProxies,
} from '@nest-privacy/core';
import { AnalyticsConfig } from '../analytics.options.js';
import { beforeHeaders } from '../collect/before-headers.js';
import { VisitorCookie } from './visitor-cookie.js';

/** What consent and signals make of one request. */
export interface Identity {
  /** Whether a signal stands against tracking, and the policy heeds it. */
  readonly signalled: boolean;
  /** Consent per category at the time of the request. */
  readonly allowed: Readonly<Partial<Record<string, boolean>>> | undefined;
  /** Id of the visitor cookie; `null` while there is none. */
  visitorId: string | null;
}

/** Whether a response with this status and media type will be tracked. */
export type WillTrack = (view: RequestView, status: number, mediaType: string) => boolean;

/** Finds out who sends a request, as far as consent and signals permit, and keeps the visitor cookie in step with them. */
@Injectable()
export class VisitorIdentity {
  private readonly cookie: VisitorCookie | undefined;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly proxies: TrustedProxies,
    @Optional() @Inject(ConsentReader) private readonly consent?: ConsentReader,
    @Optional() @Inject(PrivacySignalReader) private readonly signals: PrivacySignalReader = HEADER_SIGNALS,
  ) {
    if (config.secrets.length > 0) this.cookie = new VisitorCookie(config.secrets, config.cookieName);
  }

  /** Reads the request; changes nothing. */
  read(view: RequestView): Identity {
    const { dnt, gpc } = this.config.signals === 'ignore' ? NO_SIGNALS : this.signals.read(view);
    const signalled = gpc || dnt === true;
    const allowed = this.consent?.read(view).allowed;
    const visitorId =
      this.cookie && !signalled && allowed?.STATISTICS === true ? this.cookie.read(view, this.clock.now()) : null;
    return { signalled, allowed, visitorId };
  }

  /** Reads the request, and has the response set the cookie on a tracked page, or delete one that has lost its ground. */
  follow(view: RequestView, response: ServerResponse, willTrack: WillTrack): Identity {
    const identity = this.read(view);
    const { cookie } = this;
    if (!cookie) return identity;
    if (!identity.signalled && identity.allowed?.STATISTICS === true) {
      if (identity.visitorId === null) this.mintAtHeaders(cookie, identity, view, response, willTrack);
    } else if (view.raw.headers.cookie?.includes(cookie.name) && view.cookie(cookie.name) !== undefined) {
      beforeHeaders(response, () => cookie.deletion(this.proxies.scheme(view) === 'https'));
    }
    return identity;
  }

  private mintAtHeaders(
    cookie: VisitorCookie,
    identity: Identity,
    view: RequestView,
    response: ServerResponse,
    willTrack: WillTrack,
  ): void {
    beforeHeaders(response, (status, mediaType) => {
      if (!willTrack(view, status, mediaType)) return undefined;
      const { id, header } = cookie.mint(this.clock.now(), this.proxies.scheme(view) === 'https');
      identity.visitorId = id;
      return header;
    });
  }
}
