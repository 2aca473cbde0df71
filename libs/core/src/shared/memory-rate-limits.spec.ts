import { ManualClock } from '../testing/manual-clock.js';
import { MemoryRateLimits } from './memory-rate-limits.js';

describe('limits in memory', () => {
  const clock = new ManualClock();

  it('let so many pass in a window, all or none at once, and count nothing that they refuse', async () => {
    const limiter = new MemoryRateLimits(clock).limiter('test', { most: 5, per: 1_000 });
    expect(await limiter.take('a', 4)).toEqual({ allowed: true, endsIn: 1_000 });
    clock.advance(400);
    expect(await limiter.take('a', 2)).toEqual({ allowed: false, endsIn: 600 });
    expect(await limiter.take('a')).toEqual({ allowed: true, endsIn: 600 });
    expect((await limiter.take('a')).allowed).toBe(false);
    expect((await limiter.take('b')).allowed).toBe(true);
    clock.advance(600);
    expect(await limiter.take('a', 5)).toEqual({ allowed: true, endsIn: 1_000 });
  });

  it('begin anew when the clock is set back, and lock nobody out', async () => {
    const limiter = new MemoryRateLimits(clock).limiter('test', { most: 1, per: 1_000 });
    await limiter.take('a');
    clock.advance(-86_400_000);
    expect(await limiter.take('a')).toEqual({ allowed: true, endsIn: 1_000 });
  });

  it('share the counts of one name, and of no other', async () => {
    const limits = new MemoryRateLimits(clock);
    const limit = { most: 1, per: 1_000 };
    await limits.limiter('one', limit).take('a');
    expect((await limits.limiter('one', limit).take('a')).allowed).toBe(false);
    expect((await limits.limiter('other', limit).take('a')).allowed).toBe(true);
  });
});
