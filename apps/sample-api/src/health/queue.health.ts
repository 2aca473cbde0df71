import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { Redis } from 'ioredis';
import { Settings } from '../config/settings.js';

/** Whether the queue takes jobs: Redis answers, or the queue is in this process. */
@Injectable()
export class QueueHealthIndicator implements OnApplicationShutdown {
  private readonly redis: Redis | undefined;

  constructor(
    @Inject(Settings) { environment }: Settings,
    private readonly indicators: HealthIndicatorService,
  ) {
    if (environment.REDIS_URL === undefined) return;
    // A connection of its own, which fails at once while Redis is away, where the queue's own would wait.
    this.redis = new Redis(environment.REDIS_URL, {
      lazyConnect: true,
      enableOfflineQueue: true,
      maxRetriesPerRequest: 0,
      connectTimeout: 1_000,
      commandTimeout: 1_000,
      retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
    });
    this.redis.on('error', () => undefined);
  }

  async check(key: string, patienceMs: number): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(key);
    if (this.redis === undefined) return indicator.up({ kind: 'in process' });
    const answered = await this.ping(patienceMs);
    return answered ? indicator.up({ kind: 'redis' }) : indicator.down({ kind: 'redis' });
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private async ping(patienceMs: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, patienceMs, false)));
    const answer = this.redis!.ping().then(
      () => true,
      () => false,
    );
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
