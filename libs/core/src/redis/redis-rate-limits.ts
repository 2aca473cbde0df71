import { Injectable } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { BoundedMap } from '../memory/bounded-map.js';
import { type RateLimit, type RateLimiter, type RateLimits, type RateVerdict } from '../ports/rate-limits.js';
import { MemoryRateLimits } from '../shared/memory-rate-limits.js';
import { SYSTEM_CLOCK } from '../time/clock.js';
import { RedisConnections } from './redis-connections.js';

/** All or nothing, in one step for all processes; the window begins with the first take. */
const TAKE = `
  local taken = tonumber(redis.call('GET', KEYS[1]) or '0')
  local allowed = taken + tonumber(ARGV[1]) <= tonumber(ARGV[2])
  if allowed then redis.call('INCRBY', KEYS[1], ARGV[1]) end
  local left = redis.call('PTTL', KEYS[1])
  if left < 0 then
    left = tonumber(ARGV[3])
    if allowed then redis.call('PEXPIRE', KEYS[1], left) end
  end
  return { allowed and 1 or 0, left }`;

/** The command that ioredis makes of {@link TAKE}; only its digest travels. */
interface Taking {
  privacyTake(key: string, units: number, most: number, per: number): Promise<[allowed: 0 | 1, endsIn: number]>;
}

/** Keys without a unit left that are refused without asking Redis. */
const REMEMBERED = 10_000;

/** {@link RateLimits} that all processes share. While Redis is away each process counts for itself. */
@Injectable()
export class RedisRateLimits implements RateLimits {
  private readonly memory = new MemoryRateLimits(SYSTEM_CLOCK);
  /** When the windows of exhausted keys end, by `performance.now()`, so that a flood ends here. */
  private readonly exhausted = new BoundedMap<string, number>(REMEMBERED);
  private readonly redis: Redis & Taking;

  constructor(private readonly connections: RedisConnections) {
    this.redis = connections.commands as Redis & Taking;
    this.redis.defineCommand('privacyTake', { numberOfKeys: 1, lua: TAKE });
  }

  limiter(name: string, limit: RateLimit): RateLimiter {
    const insurance = this.memory.limiter(name, limit);
    return {
      take: async (key, units = 1) => {
        try {
          return await this.take(this.connections.name('limit', name, key), units, limit);
        } catch {
          return insurance.take(key, units);
        }
      },
    };
  }

  private async take(key: string, units: number, { most, per }: RateLimit): Promise<RateVerdict> {
    const now = performance.now();
    const over = this.exhausted.get(key) ?? 0;
    if (now < over) return { allowed: false, endsIn: over - now };
    const [allowed, endsIn] = await this.redis.privacyTake(key, units, most, per);
    if (allowed === 0 && units === 1) this.exhausted.set(key, now + endsIn);
    return { allowed: allowed === 1, endsIn };
  }
}
