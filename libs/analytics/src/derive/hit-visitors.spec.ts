import { minutes } from '@nest-privacy/core';
import { ManualClock } from '@nest-privacy/core/testing';
import { type Hit, type HitFacts, NOTHING_KNOWN } from '../event/hit.js';
import { InMemorySalts } from '../identity/in-memory-salts.js';
import { type HitVisitor, HitVisitors } from './hit-visitors.js';

const MIDNIGHT = Date.parse('2026-06-16T00:00:00Z');

describe('the visitor of a hit, and what they were called a moment ago', () => {
  const clock = new ManualClock();
  let visitors: HitVisitors;

  const hit = (at: number, facts: HitFacts = {}): Hit => ({
    ...NOTHING_KNOWN,
    site: 'default',
    host: 'example.com',
    userAgent: 'Mozilla/5.0',
    address: '192.0.2.1',
    at,
    ...facts,
  });
  const of = async (at: number, facts?: HitFacts): Promise<HitVisitor> => {
    clock.set(new Date(at).toISOString());
    const one = hit(at, facts);
    return visitors.of(one, await visitors.saltsOf([one]));
  };
  const cookie = (visitorSince: number): HitFacts => ({ visitorId: 'of-a-cookie', visitorSince });

  beforeEach(() => {
    clock.set('2026-06-15T12:00:00Z');
    visitors = new HitVisitors(new InMemorySalts(clock));
  });

  it('goes by yesterday’s name for the first half hour of a day, and no longer', async () => {
    const before = await of(MIDNIGHT - 1);
    const after = await of(MIDNIGHT);
    expect(before.alias).toBeNull();
    expect(after.visitor).not.toBe(before.visitor);
    expect(after.alias).toBe(before.visitor);
    expect((await of(MIDNIGHT + minutes(30) - 1)).alias).toBe(before.visitor);
    expect(await of(MIDNIGHT + minutes(30))).toEqual({ visitor: after.visitor, alias: null });
  });

  it('goes by the name without the cookie for half an hour after it was given', async () => {
    const noon = Date.parse('2026-06-15T12:00:00Z');
    const without = await of(noon);
    const given = await of(noon, cookie(noon));
    expect(given.visitor).not.toBe(without.visitor);
    expect(given.alias).toBe(without.visitor);
    expect((await of(noon + minutes(30) - 1, cookie(noon))).alias).toBe(without.visitor);
    expect(await of(noon + minutes(30), cookie(noon))).toEqual({ visitor: given.visitor, alias: null });
  });

  it('goes by yesterday’s name with a cookie that was given after midnight, as those without one do', async () => {
    const before = await of(MIDNIGHT - minutes(5));
    const between = await of(MIDNIGHT + minutes(2));
    const given = await of(MIDNIGHT + minutes(5), cookie(MIDNIGHT + minutes(5)));
    expect([between.alias, given.alias]).toEqual([before.visitor, before.visitor]);
    const later = await of(MIDNIGHT + minutes(31), cookie(MIDNIGHT + minutes(5)));
    expect(later).toEqual({ visitor: given.visitor, alias: between.visitor });
  });

  it('has no other name where nobody was there, nor with a cookie of long ago', async () => {
    expect((await of(MIDNIGHT, { activity: 'late' })).alias).toBeNull();
    expect(await of(MIDNIGHT, { address: undefined })).toEqual({ visitor: null, alias: null });
    expect((await of(MIDNIGHT, { visitorId: 'customer-7' })).alias).toBeNull();
    expect((await of(MIDNIGHT, cookie(MIDNIGHT - minutes(30)))).alias).toBeNull();
  });

  it('belongs to nobody without a cookie once the salt of its day is destroyed', async () => {
    clock.set('2026-06-20T12:00:00Z');
    const old = hit(MIDNIGHT);
    expect(visitors.of(old, await visitors.saltsOf([old]))).toEqual({ visitor: null, alias: null });
  });
});
