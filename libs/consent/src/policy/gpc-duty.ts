import { type GpcDuty, type PolicyRule } from './policy-rule.js';

/** Whether a rule asks for as much as a duty does, from its day on. Days such as `2026-01-01` are in the order of time as texts. */
const keeps = ({ gpc = [] }: PolicyRule, { duty, since }: GpcDuty): boolean =>
  gpc.some((own) => own.since <= since && (own.duty === 'show' || duty === 'honour'));

/** What the laws of a place ask of a site that hears GPC, as far as a rule does not. */
export const missingDuties = (rule: PolicyRule, laws: readonly PolicyRule[]): readonly GpcDuty[] =>
  laws.flatMap(({ gpc = [] }) => gpc).filter((duty) => !keeps(rule, duty));
