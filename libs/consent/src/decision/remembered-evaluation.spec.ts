import fc from 'fast-check';
import { type ConsentCircumstances } from './consent-question.js';
import { consentTerms } from '../testing/consent-terms.js';
import { evaluateConsent } from './evaluate-consent.js';
import { RememberedEvaluation } from './remembered-evaluation.js';
import { type StoredConsent } from './stored-consent.js';

const categories = ['STATISTICS', 'MARKETING'] as const;
const instant = fc.integer({ min: 0, max: 40 });
const decision = fc.constantFrom('granted' as const, 'denied' as const, 'unset' as const);

const storedConsent: fc.Arbitrary<StoredConsent> = fc.record({
  siteId: fc.constant('default'),
  subjectId: fc.constant('subject'),
  recordId: fc.constant('record'),
  decisions: fc.record({ STATISTICS: decision, MARKETING: decision }),
  informed: fc.subarray([...categories]),
  lapsed: fc.subarray([...categories]),
  withdrawn: fc.boolean(),
  noticeVersion: fc.integer({ min: 1, max: 2 }),
  catalogueVersion: fc.constantFrom(null, 1, 2),
  decidedAt: instant,
  validUntil: instant,
});

/** One entry for every member there is, which the compiler sees to; each has two values at least. */
const members: { readonly [K in keyof ConsentCircumstances]-?: fc.Arbitrary<ConsentCircumstances[K]> } = {
  categories: fc.subarray([...categories], { minLength: 1 }),
  terms: fc
    .record({
      regimes: fc.record({ MARKETING: fc.constantFrom('opt-in' as const, 'opt-out' as const, 'notice-only' as const) }),
      reaskNotBefore: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.record({ months: fc.integer({ min: 0, max: 1 }) })),
      showsGpc: fc.boolean(),
    })
    .map(({ regimes, ...rest }) => consentTerms(regimes, rest)),
  signals: fc.record({ dnt: fc.constantFrom(true, false, null), gpc: fc.boolean() }),
  noticeVersion: fc.integer({ min: 1, max: 2 }),
  noticeValidity: fc.constantFrom(undefined, { since: 1, renewals: {} }, { since: 1, renewals: { MARKETING: 2 } }),
  catalogueVersion: fc.constantFrom(null, 1, 2),
  renewals: fc.constantFrom(null, {}, { MARKETING: { version: 2, at: 20 } }, { MARKETING: { version: 1, at: 10 } }),
  gpcAffects: fc.subarray([...categories]),
};
const circumstances = fc.record(members);
const asked = fc.record({ who: fc.integer({ min: 0, max: 3 }), now: instant, circumstances });

describe('RememberedEvaluation', () => {
  it('never answers otherwise than an evaluation afresh, whoever asks what when', () => {
    fc.assert(
      fc.property(
        fc.array(storedConsent, { minLength: 3, maxLength: 3 }),
        fc.array(asked, { maxLength: 30 }),
        (records, questions) => {
          const remembered = new RememberedEvaluation();
          for (const { who, now, circumstances: around } of questions) {
            const stored = records[who] ?? null;
            expect(remembered.evaluate(stored, now, around)).toEqual(evaluateConsent({ ...around, stored, now }));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(Object.keys(members) as (keyof ConsentCircumstances)[])('asks anew when only %s is another', (name) => {
    const another = members[name] as fc.Arbitrary<unknown>;
    fc.assert(
      fc.property(circumstances, another, (around, value) => {
        fc.pre(JSON.stringify(around[name]) !== JSON.stringify(value));
        const remembered = new RememberedEvaluation();
        const first = remembered.evaluate(null, 1, around);
        expect(remembered.evaluate(null, 1, structuredClone(around))).toBe(first);
        expect(remembered.evaluate(null, 1, { ...around, [name]: value })).not.toBe(first);
      }),
    );
  });

  it('compares a member that a question gets one day, without having been told of it', () => {
    fc.assert(
      fc.property(circumstances, fc.jsonValue(), fc.jsonValue(), (around, one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        const remembered = new RememberedEvaluation();
        const plain = remembered.evaluate(null, 1, around);
        const first = remembered.evaluate(null, 1, { ...around, ...{ added: one } });
        expect(first).not.toBe(plain);
        expect(remembered.evaluate(null, 1, { ...around, ...{ added: structuredClone(one) } })).toBe(first);
        expect(remembered.evaluate(null, 1, { ...around, ...{ added: other } })).not.toBe(first);
        expect(remembered.evaluate(null, 1, around)).not.toBe(first);
      }),
    );
  });
});
