import { type IncomingMessage, type ServerResponse } from 'node:http';
import { Inject, Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type RequestView, SiteResolver } from '@nest-privacy/core';
import { onEveryRequest } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.options.js';
import { type Identity } from '../identity/identity.js';
import { type WillTrack } from '../identity/visitor-cookie-change.js';
import { VisitorIdentity } from '../identity/visitor-identity.js';
import { DropCounter } from '../event/drop-counter.js';
import { EventDispatcher } from '../pipeline/event-dispatcher.js';
import { HitFactory } from '../event/hit-factory.js';
import { mediaTypeSent } from './media-type.js';
import { PageFilter } from './page-filter.js';

/** Set by the {@link AnalyticsInterceptor} on requests that are bound to it. */
export const BOUND = Symbol.for('@nest-privacy/analytics:bound');

/**
 * Watches every request from the raw server and catches page views as their responses finish; one that is aborted never finishes and does not
 * count. Nothing is awaited, and no failure gets out.
 */
@Injectable()
export class RequestCollector implements OnModuleInit {
  private readonly logger = new Logger(RequestCollector.name);
  private failed = false;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly sites: SiteResolver,
    private readonly hits: HitFactory,
    private readonly identity: VisitorIdentity,
    private readonly pages: PageFilter,
    private readonly dispatcher: EventDispatcher,
    private readonly drops: DropCounter,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {}

  private readonly willTrack: WillTrack = (view, status, type) =>
    typeof this.pages.judge(view, status, () => type) === 'object';

  onModuleInit(): void {
    if (this.config.role === 'process') return;
    onEveryRequest(this.host, (view, request, response) => {
      if (request.method !== 'GET') return;
      try {
        this.watch(view, request, response);
      } catch (error) {
        this.fail(error);
      }
    });
  }

  private watch(view: RequestView, request: IncomingMessage, response: ServerResponse): void {
    // Node forgets the address of a socket that closes before anyone asked for it.
    void request.socket.remoteAddress;
    const identity = this.identity.follow(view, response, this.willTrack);
    response.on('finish', () => {
      try {
        this.finished(view, response, identity);
      } catch (error) {
        this.fail(error);
      }
    });
  }

  private finished(view: RequestView, response: ServerResponse, identity: Identity): void {
    if (this.config.collect === 'bound' && !view.memo(BOUND, () => false)) return;
    const page = this.pages.judge(view, response.statusCode, () => mediaTypeSent(response));
    if (page === 'other') return;
    if (page === 'prefetch') return this.drops.drop('prefetch');
    if (!identity.permission.counted) return this.drops.drop('signal');
    const site = this.sites.resolve(view);
    if (!site) return this.drops.drop('site-unknown');
    const { title, name } = page;
    const { visitorId, permission } = identity;
    this.dispatcher.push(this.hits.ofRequest(view, site.id, { title, name, visitorId, permits: permission.permits }));
  }

  private fail(error: unknown): void {
    this.drops.drop('error');
    if (this.failed) return;
    this.failed = true;
    this.logger.error('a request could not be tracked; further failures are only counted', (error as Error).stack);
  }
}
