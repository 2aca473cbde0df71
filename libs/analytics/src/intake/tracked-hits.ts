import { Inject, Injectable } from '@nestjs/common';
import { Clock, RequestView, SiteResolver } from '@nest-privacy/core';
import { type EventProperties } from '../event/analytics-event.js';
import { faultOfTime } from '../event/back-dating.js';
import { DROP_REASONS, type DropReason } from '../event/drop-reason.js';
import { copyOfProperties, faultOfProperties } from '../event/event-properties.js';
import { type Hit, type HitFacts } from '../event/hit.js';
import { HitFactory } from '../event/hit-factory.js';
import { isDeed } from '../event/reserved-event.js';
import { faultOfRevenue, revenueOf } from '../event/revenue.js';
import { Exclusions } from '../exclusion/exclusions.js';
import { VisitorIdentity } from '../identity/visitor-identity.js';
import { faultOfName } from './event-input.js';
import { type TrackContext } from './track-context.js';

/** Why an event is not counted, and what is wrong in words. */
export interface Refusal {
  readonly reason: DropReason;
  readonly detail: string;
}

/** Whom and what an event belongs to, whatever is done with it then. */
type Facts = Pick<TrackContext, 'request' | 'visitor' | 'site' | 'at' | 'revenue'>;

/** Makes hits of what the application's own code reports. */
@Injectable()
export class TrackedHits {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly sites: SiteResolver,
    private readonly hits: HitFactory,
    private readonly identity: VisitorIdentity,
    private readonly exclusions: Exclusions,
  ) {}

  of(name: string, properties: EventProperties, context: Facts): Hit | Refusal {
    const fault = faultOfName(name)?.detail ?? faultOfProperties(properties) ?? this.faultOf(context);
    if (fault !== undefined) return { reason: 'invalid', detail: fault };
    const facts: HitFacts = {
      kind: 'event',
      revenue: revenueOf(context.revenue),
      custom: { name, id: undefined, interactive: isDeed(name), properties: copyOfProperties(properties) },
      ...(context.at && { at: context.at.getTime() }),
    };
    const hit = context.request ? this.fromRequest(context.request, facts) : this.fromServer(context, facts);
    return typeof hit === 'string' ? { reason: hit, detail: DROP_REASONS[hit] } : hit;
  }

  private fromRequest(request: NonNullable<Facts['request']>, facts: HitFacts): Hit | DropReason {
    const view = request instanceof RequestView ? request : RequestView.of('raw' in request ? request.raw : request);
    const site = this.sites.resolve(view);
    if (!site) return 'site-unknown';
    const excluded = this.exclusions.ofRequest(view);
    if (excluded) return excluded;
    const { permission, visitorId, visitorSince } = this.identity.read(view);
    if (!permission.counted) return 'signal';
    return this.hits.ofRequest(view, site.id, { visitorId, visitorSince, permits: permission.permits, ...facts });
  }

  private fromServer({ visitor, site }: Facts, facts: HitFacts): Hit | DropReason {
    const found = site === undefined ? this.sites.sites[0] : this.sites.byId(site);
    if (!found) return 'site-unknown';
    return this.hits.ofServer(found.id, { visitorId: visitor ?? null, ...facts });
  }

  private faultOf({ at, revenue }: Facts): string | undefined {
    const time = at === undefined ? undefined : faultOfTime(at, this.clock.now());
    return time ?? (revenue === undefined ? undefined : faultOfRevenue(revenue));
  }
}
