import { Inject, Injectable } from '@nestjs/common';
import { BoundedMap } from '../memory/bounded-map.js';
import { type RateLimit, type RateLimiter, type RateLimits, type RateVerdict } from '../ports/rate-limits.js';
import { Clock } from '../time/clock.js';

/** Keys of one limit that are remembered for certain; the others begin anew, so that nobody fills the memory with addresses. */
const REMEMBERED = 50_000;

interface Window {
  readonly taken: number;
  /** Milliseconds since the epoch. */
  readonly ends: number;
}

/** {@link RateLimits} of this process alone. */
@Injectable()
export class MemoryRateLimits implements RateLimits {
  private readonly windows = new Map<string, BoundedMap<string, Window>>();

  constructor(@Inject(Clock) private readonly clock: Clock) {}

  limiter(name: string, limit: RateLimit): RateLimiter {
    const windows = this.windows.get(name) ?? new BoundedMap<string, Window>(REMEMBERED);
    this.windows.set(name, windows);
    return { take: (key, units = 1) => Promise.resolve(this.take(windows, limit, key, units)) };
  }

  private take(windows: BoundedMap<string, Window>, limit: RateLimit, key: string, units: number): RateVerdict {
    const now = this.clock.now();
    const known = windows.get(key);
    const isOpen = known !== undefined && now < known.ends && known.ends <= now + limit.per;
    const { taken, ends } = isOpen ? known : { taken: 0, ends: now + limit.per };
    const allowed = taken + units <= limit.most;
    if (allowed) windows.set(key, { taken: taken + units, ends });
    return { allowed, endsIn: ends - now };
  }
}
