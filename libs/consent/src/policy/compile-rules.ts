import { nearestName } from '@nest-privacy/core/kit';
import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { assertAllowed, assertOwnAllowed } from './assert-allowed.js';
import { assertMonths, assertRegimes, assertRule } from './assert-rule.js';
import { CNIL_RULE } from './cnil-conditions.js';
import { policyFault } from './policy-fault.js';
import { type ConsentPolicyOptions } from './policy.options.js';
import { type PolicyRule, type PolicyRules, type PresetRule } from './policy-rule.js';
import { PRESET_RULES, PRESETS_VERSION } from './presets.js';

const isElsewhere = ({ countries }: PolicyRule): boolean => countries === 'elsewhere';

/** Those for countries that no rule names come last, so that they never stand before a rule that names one. */
const inOrder = <R extends PolicyRule>(rules: readonly R[]): readonly R[] => [
  ...rules.filter((rule) => !isElsewhere(rule)),
  ...rules.filter(isElsewhere),
];

function assertKnown(names: readonly string[], rules: readonly PolicyRule[], option: string): void {
  const known = [...new Set(rules.map(({ jurisdiction }) => jurisdiction))];
  const unknown = names.find((name) => name !== '*' && !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  throw policyFault(
    'POLICY_JURISDICTION_UNKNOWN',
    option,
    `no rule is of ${JSON.stringify(unknown)}`,
    nearest === undefined ? `use one of ${known.join(', ')}` : `write "${nearest}"`,
  );
}

/** A rule as the options change it. What its law permits is no part of what holds. */
function changed(law: PresetRule, { regimes = {}, months = {} }: ConsentPolicyOptions): PolicyRule {
  const own = regimes[law.jurisdiction];
  const rule: PresetRule = { ...law };
  delete (rule as { permits?: unknown }).permits;
  return {
    ...rule,
    ...(own && { regimes: { ...rule.regimes, ...own } }),
    months: { ...rule.months, ...(months[rule.jurisdiction] ?? months['*']) },
  };
}

/**
 * The rules as they hold in this process: the presets as the options change them, behind those of the application.
 *
 * @throws ConfigurationError `POLICY_RULE_INVALID`, `POLICY_REGIME_INVALID`, `POLICY_MONTHS_INVALID`, `POLICY_JURISDICTION_UNKNOWN`, and `POLICY_TOO_LAX` for what
 * would relax a rule further than its law does
 */
export function compileRules(options: ConsentPolicyOptions): PolicyRules {
  const { rules: own = [], regimes = {}, months = {}, cnilAudienceMeasurement } = options;
  const presets = cnilAudienceMeasurement ? [CNIL_RULE, ...PRESET_RULES] : PRESET_RULES;
  own.forEach((rule, i) => {
    assertRule(rule, `rules[${i}]`);
    assertOwnAllowed(rule, presets, `rules[${i}]`);
  });
  const all: readonly PresetRule[] = [...own, ...presets];
  assertKnown(Object.keys(regimes), all, 'regimes');
  assertKnown(Object.keys(months), all, 'months');
  for (const [name, each] of Object.entries(regimes)) assertRegimes(each, `regimes.${name}`);
  for (const [name, each] of Object.entries(months)) assertMonths(each, `months.${name}`);
  const rules = inOrder(all).map((rule) => changed(rule, options));
  inOrder(all).forEach((law, i) => {
    if (regimes[law.jurisdiction]) assertAllowed(rules[i]!, [law], `regimes.${law.jurisdiction}`);
  });
  const version = own.length === 0 ? PRESETS_VERSION : `${PRESETS_VERSION}+${own.length}`;
  return { version, sha256: canonicalSha256(rules), rules };
}
