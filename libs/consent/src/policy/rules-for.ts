import { type Place } from '@nest-privacy/core';
import { parseDay, startOfUtcDay } from '@nest-privacy/core/kit';
import { type PolicyRule } from './policy-rule.js';

/** Where and when a rule is looked for. */
export interface PolicyScene {
  /** `undefined` outside of all sites, where every rule counts. */
  readonly siteId: string | undefined;
  readonly place: Place;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The first instant of a day such as `2026-01-01`, in UTC. */
export const startOf = (day: string): number => startOfUtcDay(parseDay(day)!);

const holds = ({ from, until, sites }: PolicyRule, { siteId, now }: PolicyScene): boolean =>
  (from === undefined || now >= startOf(from)) &&
  (until === undefined || now < startOf(until)) &&
  (sites === undefined || siteId === undefined || sites.includes(siteId));

type Fit = 'yes' | 'no' | 'maybe';

function fitOf({ countries, regions }: PolicyRule, { country, region }: Place): Fit {
  if (country === null) return 'maybe';
  if (countries === 'elsewhere') return 'yes';
  if (!countries.includes(country)) return 'no';
  if (regions === undefined) return 'yes';
  return region === null ? 'maybe' : regions.includes(region) ? 'yes' : 'no';
}

/**
 * The rules that may hold for a visitor: one where the place is known well enough, all of those that are possible otherwise. In the order of precedence.
 *
 * @param rules those for `elsewhere` last
 */
export function rulesFor(rules: readonly PolicyRule[], scene: PolicyScene): readonly PolicyRule[] {
  const possible: PolicyRule[] = [];
  for (const rule of rules.filter((each) => holds(each, scene))) {
    const fit = fitOf(rule, scene.place);
    if (fit !== 'no') possible.push(rule);
    if (fit === 'yes') break;
  }
  return possible;
}
