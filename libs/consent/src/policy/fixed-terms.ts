import { type ConsentCategory, ESSENTIALS, NO_PLACE, type Regime } from '@nest-privacy/core';
import { type ConsentConfig } from '../consent.config.js';
import { BASES } from './legal-bases.js';
import { type LegalBasis } from './policy-rule.js';
import { type PolicyTerms } from './policy-terms.js';
import { withId } from './terms-of.js';

/** What holds where no rules are asked, because the options `regime`, `validity` and `reaskNotBefore` say it. */
export function fixedTerms(
  regime: Regime,
  { validity, reaskNotBefore, gpcAffects }: Pick<ConsentConfig, 'validity' | 'reaskNotBefore' | 'gpcAffects'>,
  categories: readonly ConsentCategory[],
): PolicyTerms {
  const each = <T>(value: T): Record<ConsentCategory, T> =>
    Object.fromEntries(categories.map((category) => [category, value])) as Record<ConsentCategory, T>;
  const effect = `${categories.map((category) => `${category} ${regime}`).join(', ')}; times as the options say`;
  return withId({
    jurisdiction: 'application',
    regime,
    regimes: each(regime),
    reaskNotBefore,
    showsGpc: true,
    gpc: 'show',
    gpcAffects,
    rules: { version: 'application', sha256: null },
    place: NO_PLACE,
    legalBases: { ...each<LegalBasis>(BASES[regime]), [ESSENTIALS]: 'necessity' },
    validity,
    applied: [{ rule: 'application', law: null, effect }],
  });
}
