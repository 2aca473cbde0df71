import { type ConsentCategory, ESSENTIALS, type Regime } from '@nest-privacy/core';
import { countryOf, parseDay, regionOf } from '@nest-privacy/core/kit';
import { isBasisUnder, LEGAL_BASES } from './legal-bases.js';
import { policyFault } from './policy-fault.js';
import { type PolicyMonths, type PolicyRule, ruleRegimeOf } from './policy-rule.js';

const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;
const REGIMES: readonly unknown[] = ['opt-in', 'opt-out', 'notice-only'] satisfies Regime[];

const LEAST: PolicyMonths = { granted: 1, refused: 1, withdrawn: 1, reaskNotBefore: 0 };
/** A grant is asked about anew every 13 months at least (IAB Europe, TCF policies). */
const MOST: PolicyMonths = { granted: 13, refused: 60, withdrawn: 60, reaskNotBefore: 60 };
const MEMBERS = Object.keys(MOST) as (keyof PolicyMonths)[];

/** @throws ConfigurationError `POLICY_MONTHS_INVALID` */
export function assertMonths(months: Partial<PolicyMonths>, option: string): void {
  for (const [member, value] of Object.entries(months) as [keyof PolicyMonths, unknown][]) {
    const isKnown = MEMBERS.includes(member);
    if (isKnown && Number.isInteger(value) && Number(value) >= LEAST[member] && Number(value) <= MOST[member]) continue;
    throw policyFault(
      'POLICY_MONTHS_INVALID',
      `${option}.${member}`,
      `${String(value)} is not usable`,
      isKnown ? `give a whole number from ${LEAST[member]} to ${MOST[member]}` : `use ${MEMBERS.join(', ')}`,
    );
  }
}

/** @throws ConfigurationError `POLICY_REGIME_INVALID` */
export function assertRegimes(regimes: Readonly<Record<string, unknown>>, option: string): void {
  const wrong = Object.entries(regimes).find(([, regime]) => !REGIMES.includes(regime));
  if (!wrong) return;
  const what = `${JSON.stringify(wrong[1])} is no regime`;
  throw policyFault('POLICY_REGIME_INVALID', `${option}.${wrong[0]}`, what, `use ${REGIMES.join(', ')}`);
}

/**
 * Refuses a rule of the application that says what cannot be.
 *
 * @throws ConfigurationError `POLICY_RULE_INVALID`, `POLICY_REGIME_INVALID` or `POLICY_MONTHS_INVALID`
 */
export function assertRule(rule: PolicyRule, option: string): void {
  const faults: readonly (readonly [isRight: boolean, member: string, remedy: string])[] = [
    [NAME.test(rule.id), 'id', 'use 1 to 32 letters, digits and "-"'],
    [NAME.test(rule.jurisdiction), 'jurisdiction', 'use 1 to 32 letters, digits and "-"'],
    [typeof rule.law === 'string' && rule.law !== '', 'law', 'say where it is written'],
    [areCountries(rule.countries), 'countries', 'give codes of ISO 3166-1 such as ["DE"], or "elsewhere"'],
    [areRegions(rule), 'regions', 'give codes of ISO 3166-2 of those countries, such as ["US-CA"]'],
    [isDay(rule.from), 'from', 'give a day such as 2027-01-01'],
    [isDay(rule.until), 'until', 'give a day such as 2027-01-01'],
    [isListOf(rule.sites, (site) => typeof site === 'string'), 'sites', 'give ids of sites, or leave it out for all'],
    [isListOf(rule.gpc, isDuty), 'gpc', "give duties such as { duty: 'honour', since: '2026-01-01' }"],
    [MEMBERS.every((member) => rule.months?.[member] !== undefined), 'months', `give all of ${MEMBERS.join(', ')}`],
  ];
  const fault = faults.find(([isRight]) => !isRight);
  if (fault)
    throw policyFault(
      'POLICY_RULE_INVALID',
      `${option}.${fault[1]}`,
      `rule ${JSON.stringify(rule.id)} is malformed`,
      `in this member ${fault[2]}`,
    );
  assertRegimes({ regime: rule.regime }, option);
  assertRegimes(rule.regimes ?? {}, `${option}.regimes`);
  assertMonths(rule.months, `${option}.months`);
  assertBases(rule, `${option}.legalBases`);
}

const isDay = (day: unknown): boolean => day === undefined || (typeof day === 'string' && parseDay(day) !== undefined);

const isDuty = (given: unknown): boolean => {
  const { duty, since } = (given ?? {}) as Readonly<Record<string, unknown>>;
  return (duty === 'honour' || duty === 'show') && since !== undefined && isDay(since);
};

const isListOf = (list: unknown, isOne: (value: unknown) => boolean): boolean =>
  list === undefined || (Array.isArray(list) && list.every(isOne));

/** A basis that contradicts how its category is read would stand in every record. */
function assertBases(rule: PolicyRule, option: string): void {
  for (const [category, basis] of Object.entries(rule.legalBases ?? {})) {
    const regime = ruleRegimeOf(rule, category as ConsentCategory);
    const isKnown = LEGAL_BASES.includes(basis);
    if (isKnown && (category === ESSENTIALS ? basis === 'necessity' : isBasisUnder(basis, regime))) continue;
    throw policyFault(
      'POLICY_RULE_INVALID',
      `${option}.${category}`,
      isKnown
        ? `${basis} is no basis where the category is read as ${regime}`
        : `${JSON.stringify(basis)} is no legal basis`,
      `use ${LEGAL_BASES.join(', ')}, as fits the regime, or leave it out: then it follows from the regime`,
    );
  }
}

const areCountries = (countries: PolicyRule['countries']): boolean =>
  countries === 'elsewhere' ||
  (Array.isArray(countries) && countries.length > 0 && countries.every((code) => countryOf(code) === code));

const areRegions = ({ countries, regions }: PolicyRule): boolean =>
  regions === undefined ||
  (countries !== 'elsewhere' && regions.every((code) => countries.some((country) => regionOf(code, country) === code)));
