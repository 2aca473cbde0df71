import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type DataSubject, type RateLimiter, RateLimits, type RequestView, TrustedProxies } from '@nest-privacy/core';
import { networkOf, rateLimited } from '@nest-privacy/core/kit';
import { RequestNames } from '../requests/request-names.js';
import { RightsConfig } from '../rights.config.js';

/** Persons who may be behind one address, such as those of one company or household, and ask at once. */
const NEIGHBOURS = 20;

/** Limits what persons may ask for. Who is known has a limit of their own, so that nobody uses up that of a neighbour; a wider one bounds all that comes from one network. */
@Injectable()
export class RequestRate {
  private readonly persons: RateLimiter | undefined;
  private readonly networks: RateLimiter | undefined;

  constructor(
    @Inject(RightsConfig) { rateLimit }: RightsConfig,
    @Inject(RateLimits) limits: RateLimits,
    private readonly names: RequestNames,
    private readonly proxies: TrustedProxies,
    private readonly host: HttpAdapterHost,
  ) {
    if (rateLimit === 'off') return;
    const { most, per } = rateLimit;
    this.persons = limits.limiter('rights-persons', rateLimit);
    this.networks = limits.limiter('rights-networks', { most: most * NEIGHBOURS, per });
  }

  /**
   * Counts a request of whoever it may be.
   *
   * @param response the framework's, for `Retry-After`
   * @throws ProblemException 429 `RATE_LIMITED`
   */
  ofNetwork(view: RequestView, response: unknown): Promise<void> {
    return this.take(this.networks, networkOf(this.proxies.clientAddress(view)), response);
  }

  /**
   * Counts a request of somebody who proved who they are, by each name that they proved.
   *
   * @param response as in {@link ofNetwork}
   * @throws ProblemException 429 `RATE_LIMITED`
   */
  async ofPerson(subject: DataSubject, response: unknown): Promise<void> {
    for (const name of this.names.hashesOf(subject)) await this.take(this.persons, name, response);
  }

  private async take(limiter: RateLimiter | undefined, key: string, response: unknown): Promise<void> {
    const verdict = await limiter?.take(key);
    if (verdict === undefined || verdict.allowed) return;
    const refusal = rateLimited('Too many requests at once', verdict);
    this.host.httpAdapter.setHeader(response, 'Retry-After', refusal.headers['Retry-After']!);
    throw refusal;
  }
}
