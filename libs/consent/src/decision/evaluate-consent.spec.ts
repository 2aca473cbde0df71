import {
  type CategoryRenewals,
  type ConsentCategory,
  days,
  type Decision,
  type Decisions,
  type Regime,
} from '@nest-privacy/core';
import fc from 'fast-check';
import { type ConsentQuestion } from './consent-question.js';
import { consentTerms } from '../testing/consent-terms.js';
import { regimeOf } from './consent-terms.js';
import { evaluateConsent } from './evaluate-consent.js';
import { mergeDecisions } from './merge-decisions.js';
import { type StoredConsent } from './stored-consent.js';

const NOW = Date.UTC(2026, 5, 15);
const categories: ConsentCategory[] = ['STATISTICS', 'MARKETING'];
const asked: fc.Arbitrary<Decision> = fc.constantFrom('granted', 'denied', 'unset');

const stored: fc.Arbitrary<StoredConsent> = fc
  .record({
    decisions: fc.record({ STATISTICS: asked, MARKETING: asked }),
    informed: fc.subarray(categories),
    lapsed: fc.subarray(categories),
    withdrawn: fc.boolean(),
    noticeVersion: fc.constantFrom(1, 2, 3),
    catalogueVersion: fc.constantFrom(null, 4, 5, 6),
    age: fc.integer({ min: 0, max: days(400) }),
  })
  .map(({ age, ...rest }) => ({
    siteId: 'default',
    subjectId: '01980000-0000-7000-8000-000000000001',
    recordId: '01980000-0000-7000-8000-000000000002',
    ...rest,
    lapsed: rest.lapsed.filter((name) => (rest.decisions as Decisions)[name] === 'unset'),
    decidedAt: NOW - age,
    validUntil: NOW - age + days(180),
  }));

const renewal = fc.record({
  version: fc.constantFrom(4, 5, 6),
  at: fc.integer({ min: NOW - days(400), max: NOW }),
});
const renewals: fc.Arbitrary<CategoryRenewals | null> = fc.option(
  fc.record({ STATISTICS: renewal, MARKETING: renewal }, { requiredKeys: [] }),
  { freq: 10 },
);

const regime = fc.constantFrom<Regime>('opt-in', 'opt-out', 'notice-only');

const question: fc.Arbitrary<ConsentQuestion> = fc.record({
  categories: fc.constant(categories),
  stored: fc.option(stored),
  terms: fc
    .record({ STATISTICS: regime, MARKETING: regime })
    .map((regimes) => consentTerms(regimes, { reaskNotBefore: days(180) })),
  signals: fc.record({ dnt: fc.constantFrom(true, false, null), gpc: fc.boolean() }),
  noticeVersion: fc.constant(2),
  catalogueVersion: fc.constant(6),
  renewals,
  now: fc.constant(NOW),
  gpcAffects: fc.constant<ConsentCategory[]>(['MARKETING']),
});

const counts = ({ stored: s, now, noticeVersion }: ConsentQuestion): boolean =>
  s !== null && !s.withdrawn && now < s.validUntil && s.noticeVersion === noticeVersion;

/** Whether what was granted is still all there is. */
const covered = (s: StoredConsent, category: ConsentCategory, known: CategoryRenewals | null): boolean => {
  if (known === null) return false;
  const { version = 0, at = 0 } = known[category] ?? {};
  return s.catalogueVersion === null ? s.decidedAt >= at : s.catalogueVersion >= version;
};

describe('the decision', () => {
  it('lets a stored refusal beat every regime, signal, notice and lapse of time', () => {
    fc.assert(
      fc.property(question, fc.constantFrom(...categories), (q, category) => {
        fc.pre(q.stored !== null && (q.stored.withdrawn || q.stored.decisions[category] === 'denied'));
        expect(evaluateConsent(q).allowed[category]).toBe(false);
      }),
    );
  });

  it('tells which grants have lapsed, and no others', () => {
    fc.assert(
      fc.property(question, (q) => {
        const lapsed = categories.filter(
          (category) =>
            q.stored !== null &&
            !q.stored.withdrawn &&
            (q.stored.lapsed.includes(category) ||
              (q.stored.decisions[category] === 'granted' && !(counts(q) && covered(q.stored, category, q.renewals)))),
        );
        expect(evaluateConsent(q).lapsed).toEqual(lapsed);
      }),
    );
  });

  it('never passes what a later record found to have lapsed, under any regime', () => {
    fc.assert(
      fc.property(question, fc.constantFrom(...categories), (q, category) => {
        fc.pre(q.stored?.lapsed.includes(category) === true);
        const { allowed, promptRequired } = evaluateConsent(q);
        expect(allowed[category]).toBe(false);
        if (!q.stored.withdrawn) expect(promptRequired).toBe(true);
      }),
    );
  });

  it('never passes what has expired, was withdrawn or belongs to another notice', () => {
    fc.assert(
      fc.property(question, (q) => {
        fc.pre(q.stored !== null && !counts(q));
        const { allowed, state } = evaluateConsent(q);
        expect(allowed).toEqual({ ESSENTIALS: true, STATISTICS: false, MARKETING: false });
        expect(['expired', 'withdrawn']).toContain(state);
      }),
    );
  });

  it('allows under opt-in exactly what counts as granted, GPC aside', () => {
    fc.assert(
      fc.property(question, (q) => {
        const { allowed } = evaluateConsent({ ...q, terms: consentTerms() });
        const isCovered = q.stored !== null && covered(q.stored, 'STATISTICS', q.renewals);
        expect(allowed.STATISTICS).toBe(counts(q) && q.stored?.decisions.STATISTICS === 'granted' && isCovered);
      }),
    );
  });

  it('asks again about a grant that does not cover what its category holds, and about no other', () => {
    fc.assert(
      fc.property(question, stored, fc.constantFrom(...categories), (asked, record, category) => {
        const decisions = { ...record.decisions, [category]: 'granted' };
        const granted = { ...record, decisions, withdrawn: false, noticeVersion: 2, validUntil: NOW + 1 };
        fc.pre(!covered(granted, category, asked.renewals));
        const q = { ...asked, stored: granted };
        const answer = evaluateConsent(q);
        expect([answer.allowed[category], answer.decisions[category]]).toEqual([false, 'unset']);
        expect(answer.promptRequired).toBe(true);
        const other = categories.find((name) => name !== category)!;
        const alone = q.renewals && { ...q.renewals, [category]: undefined };
        expect(answer.decisions[other]).toBe(evaluateConsent({ ...q, renewals: alone }).decisions[other]);
        expect(answer.state).toBe('active');
      }),
    );
  });

  it('switches MARKETING off by GPC unless the grant was given in knowledge of it, and leaves STATISTICS as decided', () => {
    fc.assert(
      fc.property(question, (q) => {
        const loud = evaluateConsent({ ...q, signals: { ...q.signals, gpc: true } });
        const quiet = evaluateConsent({ ...q, signals: { ...q.signals, gpc: false } });
        expect(loud.allowed.STATISTICS).toBe(quiet.allowed.STATISTICS);
        const informed = quiet.decisions.MARKETING === 'granted' && q.stored!.informed.includes('MARKETING');
        expect(loud.allowed.MARKETING).toBe(informed && quiet.allowed.MARKETING);
        expect(loud.decisions).toEqual(quiet.decisions);
      }),
    );
  });

  it('lets DNT decide where nothing was decided, and nowhere else', () => {
    fc.assert(
      fc.property(question, fc.constantFrom(...categories), (q, category) => {
        const loud = evaluateConsent({ ...q, signals: { dnt: true, gpc: false } });
        const quiet = evaluateConsent({ ...q, signals: { dnt: null, gpc: false } });
        if (loud.decisions[category] === 'unset') expect(loud.allowed[category]).toBe(false);
        else expect(loud.allowed[category]).toBe(quiet.allowed[category]);
      }),
    );
  });

  it('never allows more because of a signal', () => {
    fc.assert(
      fc.property(question, fc.constantFrom(...categories), (q, category) => {
        const without = evaluateConsent({ ...q, signals: { dnt: null, gpc: false } }).allowed[category] === true;
        expect(evaluateConsent(q).allowed[category] === true && !without).toBe(false);
      }),
    );
  });

  it('asks where only a notice is due about nothing but what an answer that ended leaves closed', () => {
    fc.assert(
      fc.property(question, (given) => {
        const q = { ...given, terms: consentTerms({ STATISTICS: 'notice-only', MARKETING: 'notice-only' }) };
        const { decisions, allowed } = evaluateConsent({ ...q, signals: { dnt: null, gpc: false } });
        const isClosed = categories.some((name) => decisions[name] !== 'denied' && allowed[name] === false);
        expect(evaluateConsent(q).promptRequired).toBe(isClosed);
        if (q.stored === null) expect(isClosed).toBe(false);
      }),
    );
  });

  it('does not ask again about a refusal before its time', () => {
    fc.assert(
      fc.property(question, (q) => {
        const refused =
          q.stored !== null &&
          (q.stored.withdrawn || categories.every((name) => q.stored?.decisions[name] === 'denied'));
        const early = q.stored !== null && q.now < q.stored.decidedAt + days(180);
        const isOnlyTold = categories.every((name) => regimeOf(q.terms, name) === 'notice-only');
        if (refused && early) expect(evaluateConsent(q).promptRequired).toBe(false);
        if (q.stored === null) expect(evaluateConsent(q).promptRequired).toBe(!isOnlyTold);
      }),
    );
  });

  it.each<[string, Partial<StoredConsent> | null, string]>([
    ['no record', null, 'none'],
    ['only refusals', { decisions: { STATISTICS: 'denied' } }, 'denied'],
    ['a grant', { decisions: { STATISTICS: 'granted', MARKETING: 'denied' } }, 'granted'],
    ['an informed grant', { decisions: { MARKETING: 'granted' }, informed: ['MARKETING'] }, 'granted-informed'],
    ['a withdrawal', { decisions: { MARKETING: 'denied' }, withdrawn: true }, 'withdrawn'],
    ['a lapsed grant', { decisions: { MARKETING: 'granted' }, validUntil: NOW }, 'none'],
    ['a lapsed refusal', { decisions: { MARKETING: 'denied' }, validUntil: NOW }, 'denied'],
  ])('sums %s up for the tracking status', (_, change, tracking) => {
    const record = {
      siteId: 'a',
      subjectId: 'b',
      recordId: 'c',
      decisions: {},
      informed: [],
      lapsed: [],
      withdrawn: false,
      noticeVersion: 2,
      catalogueVersion: 6,
      decidedAt: NOW - 1,
      validUntil: NOW + 1,
    };
    const q = { ...fc.sample(question, 1)[0]!, renewals: {} };
    expect(evaluateConsent({ ...q, stored: change && { ...record, ...change } }).tracking).toBe(tracking);
  });
});

describe('merging a decision with those before', () => {
  it('keeps refusals always, grants while they count and the cookies prove them, and invents nothing', () => {
    const named = fc.dictionary(
      fc.constantFrom(...categories),
      fc.constantFrom<'granted' | 'denied'>('granted', 'denied'),
    );
    const nullable = fc.option(stored);
    fc.assert(
      fc.property(
        nullable,
        nullable,
        named,
        fc.subarray([...categories]),
        renewals,
        (proven, recorded, chosen, acknowledged, known) => {
          const merge = { categories, named: chosen, acknowledged, noticeVersion: 2, renewals: known, now: NOW };
          const merged = mergeDecisions({ ...merge, proven, recorded });
          const isReplaced =
            proven !== null &&
            recorded !== null &&
            recorded.decidedAt > proven.decidedAt &&
            NOW < proven.validUntil &&
            proven.noticeVersion === 2;
          const earlier = (isReplaced ? [recorded] : [proven, recorded]).filter((one) => one !== null);
          for (const category of categories) {
            const named = (chosen as Record<string, Decision | undefined>)[category];
            const denied = earlier.some((one) => one.withdrawn || one.decisions[category] === 'denied');
            const granted =
              proven !== null &&
              earlier.every(
                (one) =>
                  one.decisions[category] === 'granted' &&
                  covered(one, category, known) &&
                  NOW < one.validUntil &&
                  one.noticeVersion === 2,
              );
            expect(merged.decisions[category]).toBe(named ?? (denied ? 'denied' : granted ? 'granted' : 'unset'));
            if (named === undefined && merged.decisions[category] === 'granted') {
              expect(merged.keptUntil).toBe(Math.min(...earlier.map(({ validUntil }) => validUntil)));
              expect(merged.informed.includes(category)).toBe(
                earlier.every(({ informed }) => informed.includes(category)),
              );
            }
            const wasGranted = earlier.some(
              (one) => one.decisions[category] === 'granted' || one.lapsed.includes(category),
            );
            expect(merged.lapsed.includes(category)).toBe(merged.decisions[category] === 'unset' && wasGranted);
            if (named === 'granted') expect(merged.informed.includes(category)).toBe(acknowledged.includes(category));
            if (merged.decisions[category] !== 'granted') expect(merged.informed).not.toContain(category);
          }
        },
      ),
    );
  });
});
