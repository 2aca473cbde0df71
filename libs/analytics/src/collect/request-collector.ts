import { type ServerResponse } from 'node:http';
import { Inject, Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type RequestView, SiteResolver } from '@nest-privacy/core';
import {
  mediaTypeOf,
  onEveryRequest,
  onEveryResponse,
  type ResponseHead,
  type ResponseListener,
} from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { DropCounter } from '../event/drop-counter.js';
import { type HitFacts } from '../event/hit.js';
import { HitFactory } from '../event/hit-factory.js';
import { type Identity } from '../identity/identity.js';
import { VisitorIdentity } from '../identity/visitor-identity.js';
import { DROP_REASONS, type DropReason } from '../event/drop-reason.js';
import { type Exclusion, Exclusions } from '../exclusion/exclusions.js';
import { EventDispatcher } from '../pipeline/event-dispatcher.js';
import { RequestTracing } from '../trace/request-tracing.js';
import { PageFilter, type PageVerdict } from './page-filter.js';
import { type WhyNoPage, whyNoPage } from './why-no-page.js';

/** Set by the {@link AnalyticsInterceptor} on requests that are bound to it. */
export const BOUND = Symbol.for('@nest-privacy/analytics:bound');

const FINDING = Symbol.for('@nest-privacy/analytics:finding');

/** What is made of a request when its response begins, and counts when that ends. */
interface Finding {
  readonly page: PageVerdict | Exclusion | 'failed';
  /** Not known where the page does not matter. */
  readonly identity?: Identity;
}

const NOTHING: Finding = Object.freeze({ page: 'failed' });

/**
 * Watches every request from the raw server: it looks at a response once, as its headers go, and catches page views as they finish; one that is aborted never
 * finishes and does not count. Nothing is awaited, and no failure gets out.
 */
@Injectable()
export class RequestCollector implements OnModuleInit, ResponseListener {
  private readonly logger = new Logger(RequestCollector.name);
  private failed = false;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly sites: SiteResolver,
    private readonly hits: HitFactory,
    private readonly identity: VisitorIdentity,
    private readonly pages: PageFilter,
    private readonly exclusions: Exclusions,
    private readonly dispatcher: EventDispatcher,
    private readonly tracing: RequestTracing,
    private readonly drops: DropCounter,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    if (this.config.role === 'process') return;
    // Node forgets the address of a socket that closes before anyone asked for it.
    onEveryRequest(this.host, (_view, request) => void request.socket.remoteAddress);
    onEveryResponse(this.host, this);
  }

  beforeHeaders(head: ResponseHead): void {
    const { view } = head;
    const trace = this.tracing.of(view);
    if (trace) head.set('X-Analytics-Trace', 'x-analytics-trace', trace.id);
    if (view.method !== 'GET') return trace?.note('page', 'method', whyNoPage('method'));
    try {
      const page = this.judge(view, head.status, head.mediaType);
      const identity = this.identity.keep(head, this.identity.read(view), typeof page === 'object');
      view.remember(FINDING, { page, identity } satisfies Finding);
    } catch (error) {
      view.remember(FINDING, NOTHING);
      this.fail(error);
    }
  }

  finished(view: RequestView, response: ServerResponse): void {
    if (view.method !== 'GET') return;
    try {
      this.catch(
        view,
        view.memo(FINDING, () => this.lookLate(view, response)),
      );
    } catch (error) {
      this.fail(error);
    }
  }

  /** HTTP/2 may send headers without telling. */
  private lookLate(view: RequestView, response: ServerResponse): Finding {
    const type = mediaTypeOf(response.getHeader('content-type'));
    return { page: this.judge(view, response.statusCode, type), identity: this.identity.read(view) };
  }

  private judge(view: RequestView, status: number, type: string): Finding['page'] {
    const page = this.pages.judge(view, status, type);
    return typeof page === 'string' && page !== 'miss' ? page : (this.exclusions.ofRequest(view) ?? page);
  }

  private catch(view: RequestView, { page, identity }: Finding): void {
    const trace = this.tracing.of(view);
    trace?.note('page', typeof page === 'string' ? page : 'counted');
    const leaveOut = (why: WhyNoPage): void => {
      trace?.note('dropped', why, whyNoPage(why));
      if (why in DROP_REASONS) this.drops.drop(why as DropReason);
    };
    if (identity === undefined) return trace?.note('dropped', 'failed', whyNoPage('failed'));
    this.tracing.noteSender(trace, view, identity);
    if (this.config.collect === 'bound' && !view.memo(BOUND, () => false)) return leaveOut('unbound');
    if (typeof page === 'string' && page !== 'miss') return leaveOut(page);
    if (!identity.permission.counted) return leaveOut('signal');
    const site = this.sites.resolve(view);
    if (!site) return leaveOut('site-unknown');
    trace?.note('site', site.id);
    const { visitorId, visitorSince, permission } = identity;
    const who = { visitorId, visitorSince, permits: permission.permits, trace };
    const facts: HitFacts = page === 'miss' ? { ...who, kind: 'miss' } : { ...who, title: page.title, name: page.name };
    this.dispatcher.push(this.hits.ofRequest(view, site.id, facts));
  }

  private fail(error: unknown): void {
    this.drops.drop('error');
    if (this.failed) return;
    this.failed = true;
    this.logger.error('a request could not be tracked; further failures are only counted', (error as Error).stack);
  }
}
