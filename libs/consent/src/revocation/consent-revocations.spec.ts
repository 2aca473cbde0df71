import { resolveConsentOptions } from '../consent-config.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { ConsentRevocations } from './consent-revocations.js';

const decision = (subjectId: string, decidedAt: number): StoredConsent => ({
  siteId: 'default',
  subjectId,
  recordId: `${subjectId}@${decidedAt}`,
  decisions: {},
  informed: [],
  withdrawn: true,
  noticeVersion: 1,
  decidedAt,
  validUntil: decidedAt + 1_000,
});

describe('replaced decisions', () => {
  const memory = (capacity: number): ConsentRevocations =>
    new ConsentRevocations(resolveConsentOptions({ secrets: ['x'.repeat(32)], revocations: { capacity } }));

  it('stand in for older cookies and for no newer ones, in whatever order they are learned', () => {
    const revocations = memory(10);
    for (const at of [20, 10, 15]) revocations.supersede(decision('a', at));
    expect(revocations.newestOf(decision('a', 5)).decidedAt).toBe(20);
    expect(revocations.newestOf(decision('a', 25)).decidedAt).toBe(25);
    expect(revocations.newestOf(decision('b', 5)).decidedAt).toBe(5);
    expect(revocations.newestOf({ ...decision('a', 5), siteId: 'shop' }).decidedAt).toBe(5);
  });

  it('take no more memory than they may, and what was used last stays', () => {
    const revocations = memory(2);
    for (let i = 0; i < 100; i++) {
      revocations.supersede(decision(`s${i}`, 10));
      expect(revocations.newestOf(decision('s0', 1)).decidedAt).toBe(10);
    }
    const kept = Array.from({ length: 100 }, (_, i) => revocations.newestOf(decision(`s${i}`, 1)).decidedAt === 10);
    expect(kept.filter(Boolean).length).toBeLessThanOrEqual(4);
    expect([kept[0], kept[99]]).toEqual([true, true]);
  });
});
