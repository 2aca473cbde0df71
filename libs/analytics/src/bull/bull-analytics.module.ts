import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { BullModule, getQueueToken } from '@nestjs/bull';
import { type Queue } from 'bull';
import { AnalyticsQueue, ForwardQueue } from '../queue/analytics-queue.js';
import { type BullAnalyticsOptions } from './bull-analytics.options.js';
import { type PackedBatch } from './batch-codec.js';
import { BullAnalyticsQueue } from './bull-analytics-queue.js';
import { warnOfEviction } from './eviction-check.js';
import { queueSettings } from './queue-settings.js';
import { RedisConnections } from './redis-connections.js';

/** Name of the queue between collection and store, for `@InjectQueue`. */
export const ANALYTICS_EVENTS_QUEUE = 'analytics-events';
/** Name of the queue between store and destinations, for `@InjectQueue`. */
export const ANALYTICS_FORWARD_QUEUE = 'analytics-forward';

const DEFAULT_CONCURRENCY = 2;

/**
 * The queues of {@link AnalyticsModule} on Bull and Redis, for any number of collecting and working processes.
 *
 * @example
 * ```ts
 * AnalyticsModule.forRootAsync({ queue: BullAnalyticsModule.forRoot({ url: process.env.REDIS_URL }), … })
 * ```
 */
@Module({})
export class BullAnalyticsModule {
  /** @throws ConfigurationError when the URL is not one of a Redis server */
  static forRoot({ url, prefix = 'privacy', concurrency = DEFAULT_CONCURRENCY }: BullAnalyticsOptions): DynamicModule {
    const queues = [
      { token: AnalyticsQueue, name: ANALYTICS_EVENTS_QUEUE, connections: new RedisConnections(url) },
      { token: ForwardQueue, name: ANALYTICS_FORWARD_QUEUE, connections: new RedisConnections(url) },
    ];
    const providers = queues.map(({ token, name, connections }): Provider => ({
      provide: token,
      inject: [getQueueToken(name)],
      useFactory: (queue: Queue<PackedBatch>) => {
        if (token === AnalyticsQueue) void warnOfEviction(queue);
        return new BullAnalyticsQueue(queue, connections, concurrency);
      },
    }));
    const registrations = queues.map(({ name, connections }) => ({ name, ...queueSettings(connections, prefix) }));
    return {
      module: BullAnalyticsModule,
      imports: [BullModule.registerQueue(...registrations)],
      providers,
      exports: [AnalyticsQueue, ForwardQueue, BullModule],
    };
  }
}
