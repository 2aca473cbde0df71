import { type ConsentCategory, NO_PLACE, type Place, type Regime } from '@nest-privacy/core';
import { COUNTRIES } from '@nest-privacy/core/kit';
import fc from 'fast-check';
import { isLaxer, regimeOf } from '../decision/consent-terms.js';
import { longestOf } from '../decision/span.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { type PolicyAnswer, decidePolicy } from './answer-of.js';
import { compileRules } from './compile-rules.js';
import { PolicyBook } from './policy-book.js';
import { type PolicyRule, type PolicyRules } from './policy-rule.js';
import { type PolicyScene } from './rules-for.js';
import { termsOf } from './terms-of.js';

const CATEGORIES: readonly ConsentCategory[] = ['STATISTICS', 'MARKETING'];
const MONTHS = { granted: 6, refused: 6, withdrawn: 6, reaskNotBefore: 6 };
const regime = fc.constantFrom<Regime>('opt-in', 'opt-out', 'notice-only');
const country = fc.constantFrom(...COUNTRIES);
const month = fc.integer({ min: 1, max: 13 });

/** Whatever rules there may be, also such as no application could have. */
const rule: fc.Arbitrary<PolicyRule> = fc
  .record({
    countries: fc.oneof(fc.constant('elsewhere' as const), fc.uniqueArray(country, { minLength: 1, maxLength: 60 })),
    inPart: fc.boolean(),
    regime,
    STATISTICS: fc.option(regime, { nil: undefined }),
    months: fc.record({ granted: month, refused: month, withdrawn: month, reaskNotBefore: month }),
    gpc: fc.constantFrom(undefined, [{ duty: 'show', since: '2026-01-01' }] as const),
  })
  .map(({ inPart, countries, STATISTICS, ...rest }) => ({
    ...rest,
    id: 'any',
    jurisdiction: 'any',
    law: 'a law',
    countries,
    regions: inPart && countries !== 'elsewhere' ? countries.map((code) => `${code}-A`) : undefined,
    regimes: STATISTICS && { STATISTICS },
  }));

const LAST: PolicyRule = {
  id: 'last',
  jurisdiction: 'last',
  law: 'none',
  countries: 'elsewhere',
  regime: 'notice-only',
  months: MONTHS,
};
const rules: fc.Arbitrary<PolicyRules> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(rule, { maxLength: 8 }).map((some) => ({ version: 'any', sha256: '', rules: [...some, LAST] })),
  },
  { weight: 1, arbitrary: fc.constant(compileRules({})) },
);

const known: fc.Arbitrary<Place> = fc
  .record({ country, part: fc.constantFrom(null, 'A', 'B') })
  .map(({ country: code, part }) => ({ country: code, region: part && `${code}-${part}`, source: 'trusted-header' }));
const place = fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: fc.constant(NO_PLACE) });
const now = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2028, 0) });
const signals = fc.record({ dnt: fc.constantFrom(true, false, null), gpc: fc.boolean() });
const decision = fc.constantFrom('granted' as const, 'denied' as const, 'unset' as const);
const stored: fc.Arbitrary<StoredConsent> = fc.record({
  siteId: fc.constant('default'),
  subjectId: fc.constant('s'),
  recordId: fc.constant('r'),
  decisions: fc.record({ STATISTICS: decision, MARKETING: decision }),
  informed: fc.subarray([...CATEGORIES]),
  lapsed: fc.subarray([...CATEGORIES]),
  withdrawn: fc.boolean(),
  noticeVersion: fc.constantFrom(1, 2),
  catalogueVersion: fc.constant(null),
  decidedAt: now,
  validUntil: now,
});
const asked = fc.record({ rules, place, now, signals, stored: fc.option(stored) });

const answer = (given: {
  rules: PolicyRules;
  place: Place;
  now: number;
  signals: never;
  stored: StoredConsent | null;
}): PolicyAnswer =>
  decidePolicy(
    given.rules,
    { siteId: 'default', place: given.place, now: given.now },
    {
      categories: CATEGORIES,
      gpcAffects: ['MARKETING'],
      noticeVersion: 1,
      catalogueVersion: null,
      renewals: {},
      signals: given.signals,
      stored: given.stored,
    },
  );

describe('a policy, whatever its rules', () => {
  it('lets a refusal and a withdrawal beat every default', () => {
    fc.assert(
      fc.property(asked, (given) => {
        const { consent } = answer(given as never);
        for (const category of CATEGORIES)
          if (given.stored?.withdrawn || given.stored?.decisions[category] === 'denied')
            expect(consent.allowed[category]).toBe(false);
      }),
    );
  });

  it('never widens under one law what another allows, beyond what was granted', () => {
    fc.assert(
      fc.property(asked, known, signals, (given, elsewhere, heard) => {
        const here = { ...given, place: elsewhere, signals: heard };
        const [after, before] = [answer(here as never).consent, answer({ ...here, stored: null } as never).consent];
        for (const category of CATEGORIES)
          if (given.stored?.decisions[category] !== 'granted' && !before.allowed[category])
            expect(after.allowed[category]).toBe(false);
      }),
    );
  });

  it('counts a grant against GPC that was given elsewhere only where it was given in knowledge of GPC', () => {
    const presets = compileRules({});
    const california = { country: 'US', region: 'US-CA', source: 'trusted-header' } as const;
    const germany = { country: 'DE', region: null, source: 'trusted-header' } as const;
    const consent = { decisions: { STATISTICS: 'unset', MARKETING: 'granted' }, lapsed: [], withdrawn: false } as const;
    const times = { decidedAt: Date.UTC(2026, 10, 1), validUntil: Date.UTC(2027, 10, 1) };
    const of = { siteId: 'default', subjectId: 's', recordId: 'r', noticeVersion: 1, catalogueVersion: null };
    const allowed = (place: Place, informed: readonly ConsentCategory[], gpc: boolean): string =>
      CATEGORIES.filter((category) => {
        const given = { ...of, ...consent, ...times, informed };
        const scene = { rules: presets, place, now: Date.UTC(2026, 10, 2), signals: { dnt: null, gpc }, stored: given };
        return answer(scene as never).consent.allowed[category];
      }).join();
    expect(allowed(california, ['MARKETING'], true)).toBe('STATISTICS,MARKETING');
    expect(allowed(germany, ['MARKETING'], true)).toBe('MARKETING');
    expect(allowed(germany, [], true)).toBe('');
    expect(allowed(germany, [], false)).toBe('MARKETING');
  });

  it('never lets pass what has expired', () => {
    fc.assert(
      fc.property(asked, (given) => {
        fc.pre(given.stored !== null && given.now >= given.stored.validUntil);
        expect(answer(given as never).consent.allowed).toEqual({
          ESSENTIALS: true,
          STATISTICS: false,
          MARKETING: false,
        });
      }),
    );
  });

  it('is never laxer with whoever nothing is known of than with anybody whose place is known', () => {
    fc.assert(
      fc.property(asked, known, (given, where) => {
        const [one, other] = [
          answer({ ...given, place: NO_PLACE } as never),
          answer({ ...given, place: where } as never),
        ];
        for (const category of CATEGORIES) {
          expect(isLaxer(regimeOf(one.terms, category), regimeOf(other.terms, category))).toBe(false);
          if (one.consent.allowed[category]) expect(other.consent.allowed[category]).toBe(true);
        }
        for (const outcome of ['granted', 'refused', 'withdrawn'] as const)
          expect(longestOf(one.terms.validity[outcome])).toBeLessThanOrEqual(longestOf(other.terms.validity[outcome]));
        expect(longestOf(one.terms.reaskNotBefore)).toBeGreaterThanOrEqual(longestOf(other.terms.reaskNotBefore));
        if (other.terms.showsGpc) expect(one.terms.showsGpc).toBe(true);
      }),
    );
  });

  it('is never laxer where the region is not known than in any region', () => {
    fc.assert(
      fc.property(asked, known, (given, where) => {
        const one = answer({ ...given, place: { ...where, region: null } } as never);
        const other = answer({ ...given, place: where } as never);
        for (const category of CATEGORIES)
          expect(isLaxer(regimeOf(one.terms, category), regimeOf(other.terms, category))).toBe(false);
      }),
    );
  });

  it('names what decided about each category, and the law where nothing else did', () => {
    fc.assert(
      fc.property(asked, (given) => {
        const { consent, terms, explain } = answer(given as never);
        for (const category of CATEGORIES) {
          const reason = explain().find((each) => each.category === category)!;
          expect(reason.effect.startsWith(consent.allowed[category] ? 'allowed' : 'not allowed')).toBe(true);
          const isByLaw = reason.rule === 'strictest' || reason.law !== null;
          if (isByLaw) expect(terms.applied.map(({ rule: name }) => name)).toContain(reason.rule);
          if (consent.decisions[category] === 'denied') expect(['refusal', 'withdrawal']).toContain(reason.rule);
          if (given.stored === null && !given.signals.gpc && given.signals.dnt !== true) expect(isByLaw).toBe(true);
        }
      }),
    );
  });

  it('is the same from its book as from its rules, whoever was asked about before', () => {
    fc.assert(
      fc.property(rules, fc.array(fc.record({ place, now }), { maxLength: 20 }), (given, scenes) => {
        const scope = { categories: CATEGORIES, gpcAffects: ['MARKETING'] as const };
        const book = new PolicyBook(given, scope);
        for (const each of scenes) {
          const scene: PolicyScene = { siteId: 'default', ...each };
          expect(book.termsOf(scene)).toEqual(termsOf(given, scene, scope));
        }
      }),
    );
  });
});
