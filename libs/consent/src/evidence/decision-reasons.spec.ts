import { type ConsentCategory, type Decision } from '@nest-privacy/core';
import fc from 'fast-check';
import { evaluateConsent } from '../decision/evaluate-consent.js';
import { fixedTerms } from '../policy/fixed-terms.js';
import { decisionReasons } from './decision-reasons.js';

const CATEGORIES: readonly ConsentCategory[] = ['STATISTICS', 'MARKETING'];
const VALIDITY = { granted: 1_000, refused: 1_000, withdrawn: 1_000 };
const RECEIVED = Date.UTC(2026, 5, 15);
const termsOf = (regime: 'opt-in' | 'opt-out' | 'notice-only') =>
  fixedTerms(regime, { validity: VALIDITY, reaskNotBefore: 0, gpcAffects: ['MARKETING'] }, CATEGORIES);
const decision = fc.constantFrom<Decision>('granted', 'denied', 'unset');

/** A record, and what had lapsed before it, which it does not tell. */
const made = fc.record({
  terms: fc.constantFrom('opt-in', 'opt-out', 'notice-only').map((regime) => termsOf(regime)),
  decisions: fc.record({ STATISTICS: decision, MARKETING: decision }),
  informed: fc.subarray([...CATEGORIES]),
  lapsed: fc.subarray([...CATEGORIES]),
  signals: fc.record({ dnt: fc.constantFrom(null, true, false), gpc: fc.boolean() }),
  withdrawn: fc.boolean(),
  lives: fc.integer({ min: 0, max: 1_000 }),
});

type Made = typeof made extends fc.Arbitrary<infer M> ? M : never;

const recordOf = ({ decisions, informed, signals, withdrawn, lives }: Made) => ({
  ...{ id: 'r', siteId: 'default', subjectId: 's', noticeVersion: 3, decisions, informed, signals },
  eventType: withdrawn ? 'withdrawn' : 'given',
  receivedAt: new Date(RECEIVED).toISOString(),
  validUntil: new Date(RECEIVED + lives).toISOString(),
});

/** What the visitor was answered upon the decision. */
const answered = ({ terms, decisions, informed, lapsed, signals, withdrawn, lives }: Made) =>
  evaluateConsent({
    ...{ categories: CATEGORIES, terms, signals, gpcAffects: ['MARKETING'], renewals: {}, now: RECEIVED },
    ...{ noticeVersion: 3, catalogueVersion: null },
    stored: {
      ...{ siteId: 'default', subjectId: 's', recordId: 'r', noticeVersion: 3, catalogueVersion: null },
      ...{ decisions, informed, withdrawn, decidedAt: RECEIVED, validUntil: RECEIVED + lives },
      lapsed: lapsed.filter((category) => decisions[category as 'STATISTICS'] === 'unset'),
    },
  });

describe('the reasons of a decision', () => {
  it('are those by which the visitor was answered, and none where the record alone does not tell', () => {
    fc.assert(
      fc.property(made, (each) => {
        const { allowed, decisions } = answered(each);
        for (const reason of decisionReasons(recordOf(each), each.terms)!) {
          expect(reason.decision).toBe(decisions[reason.category]);
          if (reason.allowed !== null) expect(reason.allowed).toBe(allowed[reason.category]);
          else expect([reason.decision, each.terms.regime]).not.toEqual(['unset', 'opt-in']);
        }
      }),
    );
  });

  it('are the same of the same, whatever else the record says', () => {
    fc.assert(
      fc.property(made, (each) => {
        const record = recordOf(each);
        const copy = JSON.parse(JSON.stringify({ ...record, method: 'other' })) as typeof record;
        expect(decisionReasons(copy, each.terms)).toEqual(decisionReasons(record, each.terms));
      }),
    );
  });

  it('are none where GPC was heard, and the policy of then does not say what that switches off', () => {
    const { gpcAffects: _, ...terms } = termsOf('opt-out');
    const each: Made = {
      ...{ terms: termsOf('opt-out'), informed: [], lapsed: [], withdrawn: false, lives: 1_000 },
      ...{ decisions: { STATISTICS: 'granted', MARKETING: 'granted' }, signals: { dnt: null, gpc: true } },
    };
    expect(decisionReasons(recordOf(each), terms)).toBeNull();
    const silent = { ...each, signals: { dnt: null, gpc: false } };
    expect(decisionReasons(recordOf(silent), terms)).toMatchObject([{ rule: 'grant' }, { rule: 'grant' }]);
  });
});
