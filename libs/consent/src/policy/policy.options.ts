import { type Regimes } from '../decision/consent-terms.js';
import { type CnilAudienceMeasurement } from './cnil-conditions.js';
import { type PolicyMonths, type PolicyRule } from './policy-rule.js';

/**
 * Which law holds where, and where the application departs from the presets. It may always be stricter. What would relax a rule is refused at start, unless
 * that rule's own law allows it: statistics in the UK and in Switzerland, as they stand in docs/policy.md.
 */
export interface ConsentPolicyOptions {
  /** Rules of the application's own, which come before the presets. Those for `elsewhere` hold in countries that no rule names. @default none */
  readonly rules?: readonly PolicyRule[] | undefined;
  /**
   * How `unset` is read in single categories, by jurisdiction: `{ UK: { STATISTICS: 'notice-only' } }`, or with STATISTICS on until refused and MARKETING off
   * until granted `{ elsewhere: { STATISTICS: 'opt-out', MARKETING: 'opt-in' } }`. @default as the rules say
   */
  readonly regimes?: Readonly<Record<string, Regimes>> | undefined;
  /**
   * How long answers hold, in months of the calendar (UTC), by jurisdiction; `*` is every one that is not named. A grant 1 to 13, the others 1 to 60, the rest
   * after a refusal from 0. @default 6 in every respect; 12 in the states of the US, whose law forbids to ask earlier
   */
  readonly months?: Readonly<Record<string, Partial<PolicyMonths>>> | undefined;
  /**
   * Counts the audience of visitors from France without asking them, as long as they do not object (CNIL, délibération 2020-091). The start is refused when a
   * condition is not met. @default off
   */
  readonly cnilAudienceMeasurement?: CnilAudienceMeasurement | undefined;
}
