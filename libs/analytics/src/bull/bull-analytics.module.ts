import { Module, type Provider } from '@nestjs/common';
import { BullModule, getQueueToken } from '@nestjs/bull';
import { type Queue } from 'bull';
import { AnalyticsQueue, ForwardQueue } from '../queue/analytics-queue.js';
import { type BullAnalyticsOptions } from './bull-analytics.options.js';
import { BULL_ANALYTICS_OPTIONS, ConfigurableModuleClass } from './bull-analytics.module-definition.js';
import { type PackedBatch } from './batch-codec.js';
import { BullAnalyticsQueue } from './bull-analytics-queue.js';
import { QUEUES } from './bull-queues.js';
import { warnOfEviction } from './eviction-check.js';
import { type RedisConnections } from './redis-connections.js';

/** The store writes together what comes at once; destinations are not to be overrun. */
const CONCURRENCY = { store: 16, forward: 2 };

const providers = QUEUES.map(({ token, name, connections }): Provider => ({
  provide: token,
  inject: [getQueueToken(name), connections, BULL_ANALYTICS_OPTIONS],
  useFactory: (
    queue: Queue<PackedBatch>,
    opened: RedisConnections,
    { concurrency = CONCURRENCY[token === AnalyticsQueue ? 'store' : 'forward'] }: BullAnalyticsOptions,
  ) => {
    if (token === AnalyticsQueue) void warnOfEviction(queue);
    return new BullAnalyticsQueue(queue, opened, concurrency);
  },
}));

/**
 * The queues of {@link AnalyticsModule} on Bull and Redis, for any number of collecting and working processes.
 *
 * @example
 * ```ts
 * AnalyticsModule.forRootAsync({ queue: BullAnalyticsModule.forRoot({ url: process.env.REDIS_URL }), … })
 * ```
 *
 * @throws ConfigurationError `REDIS_URL_INVALID` at start, when the URL is not one of a Redis server
 */
@Module({ providers, exports: [AnalyticsQueue, ForwardQueue, BullModule] })
export class BullAnalyticsModule extends ConfigurableModuleClass {}
