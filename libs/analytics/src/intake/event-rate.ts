import { Inject, Injectable } from '@nestjs/common';
import { type RateLimiter, RateLimits, type RequestView, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { networkOf, rateLimited } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { DropCounter } from '../event/drop-counter.js';

/** Limits how many events one client reports to a site. */
@Injectable()
export class EventRate {
  private readonly limiter: RateLimiter | undefined;
  /** Events that a client may report at once, at most. */
  readonly most: number;

  constructor(
    @Inject(AnalyticsConfig) { rateLimit }: AnalyticsConfig,
    @Inject(RateLimits) limits: RateLimits,
    private readonly sites: SiteResolver,
    private readonly proxies: TrustedProxies,
    private readonly drops: DropCounter,
  ) {
    this.most = rateLimit === 'off' ? Infinity : rateLimit.events;
    if (rateLimit !== 'off')
      this.limiter = limits.limiter('analytics-events', { most: rateLimit.events, per: rateLimit.per });
  }

  /**
   * Counts the events of a request; one without any counts as one.
   *
   * @throws ProblemException 429 `RATE_LIMITED` with `Retry-After`, 421 `SITE_UNKNOWN`
   */
  async take(view: RequestView, events: number): Promise<void> {
    const client = `${this.sites.require(view).id} ${networkOf(this.proxies.clientAddress(view))}`;
    const verdict = await this.limiter?.take(client, Math.max(1, events));
    if (!verdict || verdict.allowed) return;
    this.drops.drop('rate-limited', events);
    const refusal = rateLimited('Too many events at once', verdict);
    view.response?.setHeader('Retry-After', refusal.headers['Retry-After']!);
    throw refusal;
  }
}
