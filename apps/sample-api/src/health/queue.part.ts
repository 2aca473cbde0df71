import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { seconds } from '@nest-privacy/core';
import { Settings } from '../config/settings.js';
import { type Part, type PartHealth } from './part.js';

const KEY = 'nest-privacy:health';

/** What Redis says of a write that it does not take, by the first word of its answer. */
const REASONS: Readonly<Record<string, string>> = { OOM: 'full', READONLY: 'read-only', MISCONF: 'disk' };

/** Whether the queue takes jobs: Redis takes writes, or the queue is in this process. */
@Injectable()
export class QueuePart implements Part, OnApplicationShutdown {
  readonly name = 'queue';
  private readonly redis: Redis | undefined;

  constructor(@Inject(Settings) { environment }: Settings) {
    if (environment.REDIS_URL === undefined) return;
    // A connection of its own, which fails at once while Redis is away, where the queue's own would wait.
    this.redis = new Redis(environment.REDIS_URL, {
      lazyConnect: true,
      enableOfflineQueue: true,
      maxRetriesPerRequest: 0,
      connectTimeout: seconds(1),
      commandTimeout: seconds(1),
      retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
    });
    this.redis.on('error', () => undefined);
  }

  async check(): Promise<PartHealth> {
    if (this.redis === undefined) return { status: 'up', kind: 'in process' };
    try {
      await this.redis.set(KEY, '1', 'PX', 1);
      return { status: 'up', kind: 'redis' };
    } catch (error) {
      const [word = ''] = (error as Error).message.split(' ');
      return { status: 'down', kind: 'redis', reason: REASONS[word] ?? 'unreachable' };
    }
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}
