import { type ConsentCategory, type Place, type Regime } from '@nest-privacy/core';
import { isLaxer, strictestOf } from '../decision/consent-terms.js';
import { missingDuties } from './gpc-duty.js';
import { policyFault } from './policy-fault.js';
import { type PolicyRule, type PresetRule, ruleRegimeOf } from './policy-rule.js';
import { PRESETS_VERSION } from './presets.js';
import { rulesFor, startOf } from './rules-for.js';

/** Stands for every category that nobody names. */
const ANY_OTHER = 'any other category' as ConsentCategory;

const namedBy = ({ regimes, permits }: PresetRule): ConsentCategory[] =>
  Object.keys({ ...regimes, ...permits }) as ConsentCategory[];

/** The laxest regime that the law of a rule knows for a category. */
const permittedBy = (rule: PresetRule, category: ConsentCategory): Regime =>
  rule.permits?.[category] ?? ruleRegimeOf(rule, category);

/** The places that a rule is for, as far as the presets can tell them apart. */
const placesOf = ({ countries, regions = [] }: PolicyRule): readonly Place[] => {
  if (countries === 'elsewhere') return [];
  const ofRegions = regions.map((region) => ({ country: region.slice(0, 2), region, source: 'assumed' as const }));
  return regions.length > 0 ? ofRegions : countries.map((country) => ({ country, region: null, source: 'assumed' }));
};

/**
 * Refuses a rule that lets more happen than the law of a place does.
 *
 * @param changed as it would hold
 * @param laws the rules whose law is in question, or the presets to look for them in
 * @throws ConfigurationError `POLICY_TOO_LAX`
 */
export function assertAllowed(changed: PolicyRule, laws: readonly PresetRule[], option: string): void {
  for (const category of new Set([...laws.flatMap(namedBy), ...namedBy(changed), ANY_OTHER])) {
    const permitted = strictestOf(laws.map((law) => permittedBy(law, category)));
    const wanted = ruleRegimeOf(changed, category);
    if (!isLaxer(wanted, permitted)) continue;
    throw policyFault(
      'POLICY_TOO_LAX',
      option,
      `${category} would be ${wanted}, where ${laws.map(({ id }) => id).join(' or ')} allows no more than ${permitted}`,
      `use ${permitted} or what is stricter; ${laws[0]?.law ?? ''}`,
    );
  }
}

/**
 * The same for a rule of the application's own, which may be for several places. It stands before the law of each, and so has to ask for whatever that does.
 *
 * @throws ConfigurationError `POLICY_TOO_LAX`
 */
export function assertOwnAllowed(rule: PolicyRule, presets: readonly PresetRule[], option: string): void {
  const scene = { siteId: undefined, now: startOf(PRESETS_VERSION) };
  for (const place of placesOf(rule)) {
    const laws: readonly PresetRule[] = rulesFor(presets, { ...scene, place });
    assertAllowed(rule, laws, option);
    const [missing] = missingDuties(rule, laws);
    if (!missing) continue;
    const where = [place.country, place.region].filter((part) => part !== null).join(', ');
    throw policyFault(
      'POLICY_TOO_LAX',
      `${option}.gpc`,
      `Sec-GPC: 1 would not be ${missing.duty === 'show' ? 'shown to be honoured' : 'honoured'} in ${where}, where the law asks for it since ${missing.since}`,
      `add { duty: '${missing.duty}', since: '${missing.since}' } to "gpc"`,
    );
  }
}
