import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type RateLimiter, RateLimits, type RequestView, TrustedProxies } from '@nest-privacy/core';
import { networkOf, rateLimited } from '@nest-privacy/core/kit';
import { RightsConfig } from '../rights.config.js';

/** Limits what persons may ask for; those behind one address share a limit. */
@Injectable()
export class RequestRate {
  private readonly limiter: RateLimiter | undefined;

  constructor(
    @Inject(RightsConfig) { rateLimit }: RightsConfig,
    @Inject(RateLimits) limits: RateLimits,
    private readonly proxies: TrustedProxies,
    private readonly host: HttpAdapterHost,
  ) {
    if (rateLimit !== 'off') this.limiter = limits.limiter('rights-requests', rateLimit);
  }

  /**
   * Counts a request.
   *
   * @param response the framework's, for `Retry-After`
   * @throws ProblemException 429 `RATE_LIMITED`
   */
  async take(view: RequestView, response: unknown): Promise<void> {
    const verdict = await this.limiter?.take(networkOf(this.proxies.clientAddress(view)));
    if (verdict === undefined || verdict.allowed) return;
    const refusal = rateLimited('Too many requests at once', verdict);
    this.host.httpAdapter.setHeader(response, 'Retry-After', refusal.headers['Retry-After']!);
    throw refusal;
  }
}
