import { Inject, Injectable } from '@nestjs/common';
import { Clock, type RequestView, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { AgentClassifier } from '../event/agent-classifier.js';
import { AnalyticsConfig } from '../analytics.config.js';
import { type Identity } from '../identity/identity.js';
import { VisitorIdentity } from '../identity/visitor-identity.js';
import { DropCounter } from '../event/drop-counter.js';
import { type DropReason } from '../event/drop-reason.js';
import { RequestTracing } from '../trace/request-tracing.js';
import { EventDispatcher } from '../pipeline/event-dispatcher.js';
import { type Exclusion, Exclusions } from '../exclusion/exclusions.js';
import { HitFactory } from '../event/hit-factory.js';
import { type EventFault, type EventInput, faultOfEvent } from './event-input.js';
import { acceptedId } from '../event/foreign-id.js';
import { isDeed } from '../event/reserved-event.js';
import { revenueOf } from '../event/revenue.js';
import { copyOfProperties } from '../event/event-properties.js';

/** An event that was not taken, by its place in the request. The others were; do not send them again. */
export interface RejectedEvent extends EventFault {
  readonly index: number;
}

/** What became of the events of a request. */
export interface IntakeResult {
  readonly accepted: number;
  readonly rejected: readonly RejectedEvent[];
}

/** The name under which a client reports a page view of its own, such as that of a single-page application. */
export const PAGE_VIEW_NAME = 'pageview';

/** Why an event is not taken, for its sender and for the counts. */
interface Refusal {
  readonly reason: DropReason;
  readonly fault: EventFault;
}

const UNWANTED = { code: 'PRIVACY_SIGNAL', detail: 'the browser asks not to be tracked, and this site heeds it' };
const MACHINE = { code: 'BOT', detail: 'the User-Agent is that of a machine, or missing' };
const FOREIGN = { code: 'URL_FOREIGN', detail: 'url must be of a host of the site that the request is sent to' };
/** What is told of an event that is left out; by the reason. */
const LEFT_OUT: Readonly<Record<Exclusion, EventFault>> = {
  'blocked-address': { code: 'ADDRESS_BLOCKED', detail: 'nothing is counted that comes from this address' },
  'self-excluded': { code: 'SELF_EXCLUDED', detail: 'the visitor asked not to be counted' },
  'host-unknown': FOREIGN,
  'ignored-host': { code: 'HOST_IGNORED', detail: 'nothing is counted on this host' },
  'ignored-path': { code: 'PATH_IGNORED', detail: 'nothing is counted on this path' },
};
const FULL = { code: 'BUFFER_FULL', detail: 'the server cannot keep more events now; send it again later' };

/** Takes the events that browsers send. */
@Injectable()
export class EventIntake {
  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly sites: SiteResolver,
    private readonly proxies: TrustedProxies,
    private readonly identity: VisitorIdentity,
    private readonly exclusions: Exclusions,
    private readonly agents: AgentClassifier,
    private readonly hits: HitFactory,
    private readonly dispatcher: EventDispatcher,
    private readonly drops: DropCounter,
    private readonly tracing: RequestTracing,
  ) {}

  /** @throws ProblemException 421 `SITE_UNKNOWN` when the host belongs to no site */
  accept(view: RequestView, events: readonly unknown[]): IntakeResult {
    const site = this.sites.require(view).id;
    const identity = this.identity.read(view);
    const refusal = this.refusalOf(view, identity);
    const trace = this.tracing.of(view);
    trace?.note('site', site);
    this.tracing.noteSender(trace, view, identity);
    const rejected: RejectedEvent[] = [];
    events.forEach((event, index) => {
      const fault = this.check(view, site, event) ?? refusal;
      if (fault) this.drops.drop(fault.reason);
      if (fault) trace?.note('dropped', fault.reason, fault.fault.detail);
      const refused = fault?.fault ?? this.take(view, site, identity, event as EventInput);
      if (refused) rejected.push({ index, ...refused });
    });
    return { accepted: events.length - rejected.length, rejected };
  }

  private check(view: RequestView, site: string, event: unknown): Refusal | undefined {
    const fault = faultOfEvent(event);
    if (fault) return { reason: 'invalid', fault };
    const reason = this.exclusionOfPlace(view, site, event as EventInput);
    return reason && { reason, fault: LEFT_OUT[reason] };
  }

  /** Why nothing of this sender counts, told rather than answered with a silent success. */
  private refusalOf(view: RequestView, identity: Identity): Refusal | undefined {
    const excluded = this.exclusions.ofClient(view);
    if (excluded) return { reason: excluded, fault: LEFT_OUT[excluded] };
    if (!identity.permission.counted) return { reason: 'signal', fault: UNWANTED };
    const { bot } = this.agents.classify(view.header('user-agent'));
    return bot === '' || this.config.bots !== 'drop' ? undefined : { reason: bot, fault: MACHINE };
  }

  private exclusionOfPlace(view: RequestView, site: string, { url }: EventInput): Exclusion | undefined {
    const { host, pathname } = new URL(url);
    return this.isOwn(host, site, view) ? this.exclusions.ofPlace(host, pathname, site) : 'host-unknown';
  }

  /** What no site names may still be the host of the request, or of the page that sends it: the {@link OriginGuard} has let that one in. */
  private isOwn(host: string, site: string, view: RequestView): boolean {
    const named = this.sites.naming(host);
    if (named) return named.id === site;
    const origin = view.header('origin') ?? '';
    return host === this.proxies.host(view) || (URL.canParse(origin) && host === new URL(origin).host);
  }

  private take(view: RequestView, site: string, identity: Identity, event: EventInput): EventFault | undefined {
    const url = new URL(event.url);
    const isPageView = event.name === PAGE_VIEW_NAME;
    const hit = this.hits.ofRequest(view, site, {
      kind: isPageView ? 'pageview' : 'event',
      host: url.host,
      url: url.pathname + url.search,
      route: '',
      title: event.title,
      referrer: event.referrer,
      language: event.language ?? view.header('accept-language'),
      screen: event.screen,
      visitorId: identity.visitorId,
      visitorSince: identity.visitorSince,
      permits: identity.permission.permits,
      revenue: revenueOf(event.revenue),
      trace: this.tracing.of(view),
      custom: {
        name: isPageView ? '' : event.name,
        id: event.id === undefined ? undefined : acceptedId(site, event.id, this.clock.now()),
        interactive: !isPageView && event.interactive !== false && isDeed(event.name),
        properties: copyOfProperties(event.properties),
      },
    });
    return this.dispatcher.push(hit) ? undefined : FULL;
  }
}
