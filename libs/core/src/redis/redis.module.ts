import { Module } from '@nestjs/common';
import { Broadcast } from '../ports/broadcast.js';
import { RateLimits } from '../ports/rate-limits.js';
import { RedisBroadcast } from './redis-broadcast.js';
import { RedisConnections } from './redis-connections.js';
import { ConfigurableModuleClass } from './redis.module-definition.js';
import { RedisRateLimits } from './redis-rate-limits.js';

/**
 * Joins the processes of an application through Redis: news are told at once and limits are counted together. Nothing waits for Redis, neither a start nor
 * a request; while it is away, each process is on its own.
 *
 * @example
 * ```ts
 * CoreModule.forRoot({ shared: RedisModule.forRoot({ url: process.env.REDIS_URL }) })
 * ```
 */
@Module({
  providers: [
    RedisConnections,
    { provide: Broadcast, useClass: RedisBroadcast },
    { provide: RateLimits, useClass: RedisRateLimits },
  ],
  exports: [Broadcast, RateLimits],
})
export class RedisModule extends ConfigurableModuleClass {}
