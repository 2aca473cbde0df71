import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { networkOf, ProblemException, requestViewFrom, TrustedProxies } from '@nest-privacy/core';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ConsentConfig } from '../consent-config.js';

/** Limits writes per client, in this process' memory; an address is kept for one window. */
@Injectable()
export class WriteRateGuard implements CanActivate {
  private readonly limiter: RateLimiterMemory | undefined;

  constructor(
    @Inject(ConsentConfig) { rateLimit }: ConsentConfig,
    private readonly proxies: TrustedProxies,
    private readonly host: HttpAdapterHost,
  ) {
    if (rateLimit !== 'off')
      this.limiter = new RateLimiterMemory({ points: rateLimit.writes, duration: rateLimit.per / 1_000 });
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const view = requestViewFrom(context);
    return this.limiter && view
      ? this.consume(this.limiter, networkOf(this.proxies.clientAddress(view)), context)
      : true;
  }

  private async consume(limiter: RateLimiterMemory, client: string, context: ExecutionContext): Promise<boolean> {
    try {
      await limiter.consume(client);
      return true;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const wait = String(Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)));
      this.host.httpAdapter.setHeader(context.switchToHttp().getResponse(), 'Retry-After', wait);
      throw new ProblemException({
        status: 429,
        code: 'RATE_LIMITED',
        title: 'Too many decisions at once',
        detail: `Wait ${wait} seconds, then send the decision again.`,
        headers: { 'Retry-After': wait },
      });
    }
  }
}
