import { type ConsentCategory, NO_SIGNALS } from '@nest-privacy/core';
import { evaluateConsent } from '../decision/evaluate-consent.js';
import { ConsentStateEntity, storedConsentOf } from '../entities/consent-state.entity.js';
import { fixedTerms } from '../policy/fixed-terms.js';
import { keptStanding, retiredStanding } from './joined-standing.js';

const state = (given: Partial<ConsentStateEntity>): ConsentStateEntity =>
  Object.assign(new ConsentStateEntity(), {
    decisions: {},
    informed: [],
    lapsed: [],
    explicitAt: {},
    withdrawn: 0,
    decidedAt: new Date(5),
    validUntil: new Date(100),
    ...given,
  });
const VALIDITY = { granted: 100, refused: 100, withdrawn: 100 };
const GRANTED = { STATISTICS: 'granted', MARKETING: 'denied' } as const;
const REFUSED = { STATISTICS: 'denied', MARKETING: 'unset' } as const;

/** Where the law lets pass what nobody decided. */
const isAllowedByDefault = (stood: ConsentStateEntity): boolean | undefined =>
  evaluateConsent({
    stored: storedConsentOf(Object.assign(stood, { noticeVersion: 1, catalogueVersion: null })),
    categories: ['MARKETING'],
    terms: fixedTerms('opt-out', { validity: VALIDITY, reaskNotBefore: 0, gpcAffects: [] }, ['MARKETING']),
    signals: NO_SIGNALS,
    gpcAffects: [],
    noticeVersion: 1,
    catalogueVersion: null,
    renewals: {},
    now: 10,
  }).allowed.MARKETING;

describe('two accounts that become one', () => {
  const kept = state({ decisions: GRANTED, informed: ['STATISTICS'], explicitAt: { STATISTICS: 3, MARKETING: 3 } });

  it.each([
    ['later', { decisions: REFUSED, explicitAt: { STATISTICS: 4 } }, 4],
    ['at the same time', { decisions: REFUSED, explicitAt: { STATISTICS: 3 } }, 3],
    ['at a time of which nothing is known', { decisions: REFUSED }, 5],
    [
      'by withdrawing what was granted',
      { decisions: GRANTED, explicitAt: { STATISTICS: 1 }, withdrawn: 1 as const },
      5,
    ],
  ])('stand by what the other one refused %s', (_, other, at) => {
    expect(keptStanding(kept, state(other))).toMatchObject({
      decisions: { STATISTICS: 'denied', MARKETING: 'denied' },
      informed: [],
      explicitAt: { STATISTICS: at, MARKETING: 3 },
    });
  });

  it('stand where the first stood, where that was granted expressly since, or the other one only grants', () => {
    expect(keptStanding(kept, state({ decisions: REFUSED, explicitAt: { STATISTICS: 2 } }))).toBeNull();
    expect(keptStanding(kept, state({ decisions: { STATISTICS: 'granted', MARKETING: 'granted' } }))).toBeNull();
  });

  it.each<[string, Partial<ConsentStateEntity>, ConsentCategory[]]>([
    ['granted', { decisions: { MARKETING: 'granted' } }, ['MARKETING']],
    ['granted until that lapsed', { decisions: { MARKETING: 'unset' }, lapsed: ['MARKETING'] }, ['MARKETING']],
    ['granted and withdrew', { decisions: { MARKETING: 'granted' }, withdrawn: 1 }, []],
  ])('let no default pass what the other one %s, and the first never decided', (_, other, lapsed) => {
    const open = state({ decisions: { MARKETING: 'unset' } });
    const joined = state({ ...open, ...keptStanding(open, state(other)) });
    expect([isAllowedByDefault(open), isAllowedByDefault(joined)]).toEqual([true, false]);
    expect(joined.lapsed).toEqual(lapsed);
    expect(keptStanding(joined, state(other))).toBeNull();
  });

  it('refuse for as long as either did, and grant no longer than the first', () => {
    const longer = { decisions: REFUSED, validUntil: new Date(200) };
    expect(keptStanding(kept, state(longer))?.validUntil).toEqual(new Date(200));
    const both = state({ decisions: { STATISTICS: 'granted', MARKETING: 'granted' }, explicitAt: { MARKETING: 9 } });
    expect(keptStanding(both, state(longer))?.validUntil).toEqual(new Date(100));
    expect(keptStanding(state({ decisions: GRANTED, withdrawn: 1 }), state(longer))).toMatchObject({
      validUntil: new Date(200),
      withdrawn: 1,
    });
  });

  it('leave the other one its refusals, and none of its grants', () => {
    expect(retiredStanding(kept)).toMatchObject({
      decisions: { STATISTICS: 'unset', MARKETING: 'denied' },
      informed: [],
      lapsed: ['STATISTICS'],
      explicitAt: { MARKETING: 3 },
    });
    expect(retiredStanding(state({ decisions: GRANTED, explicitAt: { STATISTICS: 3 }, withdrawn: 1 }))).toMatchObject({
      decisions: { STATISTICS: 'denied', MARKETING: 'denied' },
      lapsed: [],
      explicitAt: { STATISTICS: 5, MARKETING: 5 },
      withdrawn: 1,
    });
  });
});
