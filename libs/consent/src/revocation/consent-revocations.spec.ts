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

  it('take no more memory than they may; the longest unused goes', () => {
    const revocations = memory(2);
    revocations.supersede(decision('a', 10));
    revocations.supersede(decision('b', 10));
    revocations.newestOf(decision('a', 1));
    revocations.supersede(decision('c', 10));
    expect(['a', 'b', 'c'].map((id) => revocations.newestOf(decision(id, 1)).decidedAt)).toEqual([10, 1, 10]);
  });
});
