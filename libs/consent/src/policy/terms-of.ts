import { type ConsentCategory, ESSENTIALS, type Regime } from '@nest-privacy/core';
import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { type ConsentCircumstances } from '../decision/consent-question.js';
import { type Regimes, strictestOf } from '../decision/consent-terms.js';
import { type Span } from '../decision/span.js';
import { BASES, isBasisUnder } from './legal-bases.js';
import { type LegalBasis, type PolicyMonths, type PolicyRule, type PolicyRules, ruleRegimeOf } from './policy-rule.js';
import { type AppliedRule, type PolicyTerms } from './policy-terms.js';
import { type PolicyScene, rulesFor, startOf } from './rules-for.js';

/** What is said about rules of law by the application: the categories that there are, and those that GPC switches off. */
export type PolicyScope = Pick<ConsentCircumstances, 'categories' | 'gpcAffects'>;

const months = (rules: readonly PolicyRule[], member: keyof PolicyMonths, choose: typeof Math.min): Span => ({
  months: choose(...rules.map((rule) => rule.months[member])),
});

function gpcOf(rules: readonly PolicyRule[], now: number): PolicyTerms['gpc'] {
  const duties = rules.flatMap(({ gpc = [] }) => gpc).filter(({ since }) => now >= startOf(since));
  if (duties.some(({ duty }) => duty === 'show')) return 'show';
  return duties.length > 0 ? 'honour' : 'none';
}

/** Of several rules the name of none is right: the visitor may be in the place of any of them. */
const jurisdictionOf = ([first, ...others]: readonly PolicyRule[], { place }: PolicyScene): string =>
  others.length === 0 && first ? first.jurisdiction : (place.country ?? 'unknown');

function effectOf(rule: PolicyRule, categories: readonly ConsentCategory[]): string {
  const regimes = categories.map((category) => `${category} ${ruleRegimeOf(rule, category)}`).join(', ');
  const { granted, refused, withdrawn, reaskNotBefore } = rule.months;
  return `${regimes}; in months: a grant holds ${granted}, a refusal ${refused}, a withdrawal ${withdrawn}, not asked again for ${reaskNotBefore}`;
}

function appliedOf(
  rules: readonly PolicyRule[],
  { place }: PolicyScene,
  categories: readonly ConsentCategory[],
): readonly AppliedRule[] {
  const where = [place.country ?? 'country not known', place.region].filter((part) => part !== null).join(', ');
  const laws = rules.map((rule) => ({ rule: rule.id, law: rule.law, effect: effectOf(rule, categories) }));
  const located = { rule: 'place', law: null, effect: `${where}; told by: ${place.source}` };
  if (rules.length === 1) return [located, ...laws];
  const effect = `which of the ${rules.length} holds is not known: the strictest of them in every point`;
  return [located, ...laws, { rule: 'strictest', law: null, effect }];
}

/** A legal basis for each category, that of the strictest rule. */
function basesOf(rules: readonly PolicyRule[], regimes: Regimes): PolicyTerms['legalBases'] {
  const bases: Partial<Record<ConsentCategory, LegalBasis>> = { [ESSENTIALS]: 'necessity' };
  for (const [category, regime] of Object.entries(regimes) as [ConsentCategory, Regime][]) {
    const strictest = rules.find((rule) => ruleRegimeOf(rule, category) === regime);
    const stated = strictest?.legalBases?.[category];
    // An option may have made the regime stricter than the one that the basis was stated for.
    bases[category] = stated !== undefined && isBasisUnder(stated, regime) ? stated : BASES[regime];
  }
  return bases;
}

/**
 * What the rules say of a place at a time: a pure function. Where it is not known which rule holds, the strictest holds in every point: the strictest regime
 * of each category, the shortest validity, the longest rest after a refusal, the furthest duty to a signal.
 */
export function termsOf(
  { version, sha256, rules }: PolicyRules,
  scene: PolicyScene,
  { categories, gpcAffects }: PolicyScope,
): PolicyTerms {
  const possible = rulesFor(rules, scene);
  const regimes = Object.fromEntries(
    categories.map((category) => [category, strictestOf(possible.map((rule) => ruleRegimeOf(rule, category)))]),
  ) as Regimes;
  const gpc = gpcOf(possible, scene.now);
  const terms: Omit<PolicyTerms, 'id'> = {
    jurisdiction: jurisdictionOf(possible, scene),
    regime: strictestOf(Object.values(regimes)),
    regimes,
    reaskNotBefore: months(possible, 'reaskNotBefore', Math.max),
    showsGpc: gpc === 'show',
    gpc,
    gpcAffects,
    rules: { version, sha256 },
    place: scene.place,
    legalBases: basesOf(possible, regimes),
    validity: {
      granted: months(possible, 'granted', Math.min),
      refused: months(possible, 'refused', Math.min),
      withdrawn: months(possible, 'withdrawn', Math.min),
    },
    applied: appliedOf(possible, scene, categories),
  };
  return withId(terms);
}

/** Names terms by all that they say. */
export const withId = (terms: Omit<PolicyTerms, 'id'>): PolicyTerms => ({ id: canonicalSha256(terms), ...terms });
