import { type SiteResolver } from '@nest-privacy/core';
import { nearestName } from '@nest-privacy/core/kit';
import { policyFault } from './policy-fault.js';
import { type PolicyRule } from './policy-rule.js';

/**
 * Refuses a rule for a site that there is not, which would never hold.
 *
 * @throws ConfigurationError `POLICY_RULE_INVALID`
 */
export function assertSites(rules: readonly PolicyRule[], { sites }: Pick<SiteResolver, 'sites'>): void {
  const known = sites.map(({ id }) => id);
  rules.forEach((rule, i) => {
    const unknown = rule.sites?.find((site) => !known.includes(site));
    if (unknown === undefined) return;
    const nearest = nearestName(unknown, known);
    throw policyFault(
      'POLICY_RULE_INVALID',
      `rules[${i}].sites`,
      `there is no site ${JSON.stringify(unknown)}`,
      nearest === undefined ? `use ids of CoreModule's sites: ${known.join(', ')}` : `write "${nearest}"`,
    );
  });
}
