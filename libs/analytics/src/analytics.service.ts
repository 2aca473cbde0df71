import { type IncomingMessage } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, RequestView, SiteResolver } from '@nest-privacy/core';
import { faultOfTime } from './event/back-dating.js';
import { type Hit, type HitFacts } from './event/hit.js';
import { Exclusions } from './exclusion/exclusions.js';
import { HitFactory } from './event/hit-factory.js';
import { VisitorIdentity } from './identity/visitor-identity.js';
import { faultOfName } from './intake/event-input.js';
import { copyOfProperties, faultOfProperties } from './event/event-properties.js';
import { type EventProperties } from './event/analytics-event.js';
import { isDeed } from './event/reserved-event.js';
import { faultOfRevenue, type RevenueInput, revenueOf } from './event/revenue.js';
import { DropCounter } from './event/drop-counter.js';
import { DROP_REASONS, type DropReason } from './event/drop-reason.js';
import { EventDispatcher } from './pipeline/event-dispatcher.js';

/** Whom an event of the server's own belongs to, and what else there is to say of it. */
export interface TrackContext {
  /** The request in which it happens: Express', Fastify's, Node's or a {@link RequestView}. Site, page and visitor are then those of the request. */
  readonly request?: RequestView | IncomingMessage | { readonly raw: IncomingMessage };
  /** Without a request: an id of the visitor, which is hashed. Give one only where its person consented to statistics. @default nobody */
  readonly visitor?: string;
  /** Without a request: id of the site. @default the first site */
  readonly site?: string;
  /**
   * When it happened, at most 400 days ago and a minute from now. What happened more than 15 minutes ago counts for its day, and begins and ends no visit.
   * @default now
   */
  readonly at?: Date;
  /** Money that it brought. @default none */
  readonly revenue?: RevenueInput;
}

/** Reports events from the application's own code. */
@Injectable()
export class AnalyticsService {
  private readonly logger = new Logger(AnalyticsService.name);

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly sites: SiteResolver,
    private readonly hits: HitFactory,
    private readonly identity: VisitorIdentity,
    private readonly exclusions: Exclusions,
    private readonly dispatcher: EventDispatcher,
    private readonly dropped: DropCounter,
  ) {}

  /**
   * Takes an event in, without waiting and without ever throwing: what cannot be counted is counted as dropped.
   *
   * @param name 1 to 50 characters
   * @param properties flat, 30 at most, texts of 500 characters at most
   * @returns whether it was taken
   */
  track(name: string, properties: EventProperties = {}, context: TrackContext = {}): boolean {
    try {
      const fault = faultOfName(name)?.detail ?? faultOfProperties(properties) ?? this.faultOf(context);
      if (fault !== undefined) return this.refuse('invalid', fault);
      const facts: HitFacts = {
        kind: 'event',
        revenue: revenueOf(context.revenue),
        custom: { name, id: undefined, interactive: isDeed(name), properties: copyOfProperties(properties) },
        ...(context.at && { at: context.at.getTime() }),
      };
      const hit = context.request ? this.fromRequest(context.request, facts) : this.fromServer(context, facts);
      if (typeof hit === 'string') return this.refuse(hit, DROP_REASONS[hit]);
      return this.dispatcher.push(hit);
    } catch (error) {
      return this.refuse('error', error instanceof Error ? error.message : String(error));
    }
  }

  /** Events that this process dropped since its start, by reason. */
  drops(): Readonly<Partial<Record<DropReason, number>>> {
    return this.dropped.totals();
  }

  /** Offers everything that waits in this process to the queue at once, rather than after the flush interval. */
  flush(): Promise<void> {
    return this.dispatcher.flush();
  }

  private fromRequest(request: NonNullable<TrackContext['request']>, facts: HitFacts): Hit | DropReason {
    const view = request instanceof RequestView ? request : RequestView.of('raw' in request ? request.raw : request);
    const site = this.sites.resolve(view);
    if (!site) return 'site-unknown';
    const excluded = this.exclusions.ofRequest(view);
    if (excluded) return excluded;
    const { permission, visitorId, visitorSince } = this.identity.read(view);
    if (!permission.counted) return 'signal';
    return this.hits.ofRequest(view, site.id, { visitorId, visitorSince, permits: permission.permits, ...facts });
  }

  private fromServer({ visitor, site }: TrackContext, facts: HitFacts): Hit | DropReason {
    const found = site === undefined ? this.sites.sites[0] : this.sites.byId(site);
    if (!found) return 'site-unknown';
    return this.hits.ofServer(found.id, { visitorId: visitor ?? null, ...facts });
  }

  private faultOf({ at, revenue }: TrackContext): string | undefined {
    const time = at === undefined ? undefined : faultOfTime(at, this.clock.now());
    return time ?? (revenue === undefined ? undefined : faultOfRevenue(revenue));
  }

  private refuse(reason: DropReason, detail: string): false {
    this.dropped.drop(reason);
    this.logger.debug(`an event was dropped (${reason}): ${detail}`);
    return false;
  }
}
