import { type Regime } from '@nest-privacy/core';
import { countryOf, parseDay, regionOf } from '@nest-privacy/core/kit';
import { policyFault } from './policy-fault.js';
import { type PolicyMonths, type PolicyRule } from './policy-rule.js';

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
    [
      [rule.from, rule.until].every((day) => day === undefined || parseDay(day)),
      'from',
      'give days such as 2027-01-01',
    ],
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
}

const areCountries = (countries: PolicyRule['countries']): boolean =>
  countries === 'elsewhere' ||
  (Array.isArray(countries) && countries.length > 0 && countries.every((code) => countryOf(code) === code));

const areRegions = ({ countries, regions }: PolicyRule): boolean =>
  regions === undefined ||
  (countries !== 'elsewhere' && regions.every((code) => countries.some((country) => regionOf(code, country) === code)));
