import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type RateLimiter, RateLimits, type RequestView, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { networkOf, rateLimited } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { type DecisionRequest } from '../decision/decision-request.js';
import { VisitorConsentReader } from '../visitor-consent.reader.js';

/**
 * Limits writes. Those behind one address share a limit, but for what nobody may be kept from: a known subject that takes something back, or refuses, has
 * a limit of its own, which no neighbour can use up.
 */
@Injectable()
export class WriteRate {
  private readonly ofNetwork: RateLimiter | undefined;
  private readonly ofSubject: RateLimiter | undefined;

  constructor(
    @Inject(ConsentConfig) { rateLimit }: ConsentConfig,
    @Inject(RateLimits) limits: RateLimits,
    private readonly sites: SiteResolver,
    private readonly proxies: TrustedProxies,
    private readonly visitors: VisitorConsentReader,
    private readonly host: HttpAdapterHost,
  ) {
    if (rateLimit === 'off') return;
    const { writes, refusals, per } = rateLimit;
    this.ofNetwork = limits.limiter('consent-writes', { most: writes, per });
    this.ofSubject = limits.limiter('consent-refusals', { most: refusals, per });
  }

  /**
   * Counts a decision.
   *
   * @param response the framework's, for `Retry-After`
   * @throws ProblemException 429 `RATE_LIMITED`
   */
  async take(view: RequestView, { decisions }: DecisionRequest, response: unknown): Promise<void> {
    const site = this.sites.require(view);
    const { subjectId } = this.visitors.proof(view, site);
    const isOwnAffair = subjectId !== null && !Object.values(decisions).includes('granted');
    const verdict = isOwnAffair
      ? await this.ofSubject?.take(`${site.id} ${subjectId}`)
      : await this.ofNetwork?.take(networkOf(this.proxies.clientAddress(view)));
    if (verdict === undefined || verdict.allowed) return;
    const refusal = rateLimited('Too many decisions at once', verdict);
    this.host.httpAdapter.setHeader(response, 'Retry-After', refusal.headers['Retry-After']!);
    throw refusal;
  }
}
