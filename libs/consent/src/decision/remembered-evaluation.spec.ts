import fc from 'fast-check';
import { type ConsentQuestion } from './consent-question.js';
import { evaluateConsent } from './evaluate-consent.js';
import { RememberedEvaluation } from './remembered-evaluation.js';
import { type StoredConsent } from './stored-consent.js';

const categories = ['STATISTICS', 'MARKETING'] as const;
const gpcAffects = ['MARKETING'] as const;
const instant = fc.integer({ min: 0, max: 40 });
const decision = fc.constantFrom('granted' as const, 'denied' as const, 'unset' as const);

const stored: fc.Arbitrary<StoredConsent> = fc.record({
  siteId: fc.constant('default'),
  subjectId: fc.constant('subject'),
  recordId: fc.constant('record'),
  decisions: fc.record({ STATISTICS: decision, MARKETING: decision }),
  informed: fc.subarray([...categories]),
  withdrawn: fc.boolean(),
  noticeVersion: fc.integer({ min: 1, max: 2 }),
  catalogueVersion: fc.constantFrom(null, 1, 2),
  decidedAt: instant,
  validUntil: instant,
});

const asked = fc.record({
  who: fc.integer({ min: 0, max: 3 }),
  regime: fc.constantFrom('opt-in' as const, 'opt-out' as const, 'notice-only' as const),
  signals: fc.record({ dnt: fc.constantFrom(true, false, null), gpc: fc.boolean() }),
  noticeVersion: fc.integer({ min: 1, max: 2 }),
  catalogueVersion: fc.constantFrom(null, 1, 2),
  renewals: fc.constantFrom(null, {}, { MARKETING: { version: 2, at: 20 } }),
  now: instant,
});

describe('RememberedEvaluation', () => {
  it('never answers otherwise than an evaluation afresh, whoever asks what when', () => {
    fc.assert(
      fc.property(
        fc.array(stored, { minLength: 3, maxLength: 3 }),
        fc.array(asked, { maxLength: 30 }),
        (records, questions) => {
          const remembered = new RememberedEvaluation();
          for (const { who, ...rest } of questions) {
            const question: ConsentQuestion = {
              ...rest,
              stored: records[who] ?? null,
              categories,
              gpcAffects,
              reaskNotBefore: 7,
            };
            expect(remembered.evaluate(question)).toEqual(evaluateConsent(question));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
