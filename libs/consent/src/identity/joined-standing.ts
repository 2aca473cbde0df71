import { type ConsentCategory } from '@nest-privacy/core';
import { type ExplicitTimes } from '../decision/explicit-times.js';
import { isGrantedOrLapsed } from '../decision/stored-consent.js';
import { type ConsentStateEntity, storedConsentOf } from '../entities/consent-state.entity.js';
import { type EventStanding, standingOf } from './subject-event.js';

type Refusals = readonly (readonly [category: ConsentCategory, at: number])[];

const categoriesOf = ({ decisions }: ConsentStateEntity): ConsentCategory[] =>
  Object.keys(decisions) as ConsentCategory[];

/** What a subject refuses, and since when: of a withdrawal, and of what has no time of its own, that of the record. */
function refusalsOf(state: ConsentStateEntity): Refusals {
  const { withdrawn, decisions, explicitAt, decidedAt } = state;
  const at = decidedAt.getTime();
  if (withdrawn === 1) return categoriesOf(state).map((category) => [category, at]);
  const denied = categoriesOf(state).filter((category) => decisions[category] === 'denied');
  return denied.map((category) => [category, explicitAt?.[category] ?? at]);
}

/** What a subject granted, whatever became of it. */
function grantedOf(state: ConsentStateEntity): ConsentCategory[] {
  const stored = storedConsentOf(state);
  return [...new Set([...categoriesOf(state), ...stored.lapsed])].filter((category) =>
    isGrantedOrLapsed(stored, category),
  );
}

const denied = (refusals: Refusals): EventStanding['decisions'] =>
  Object.fromEntries(refusals.map(([category]) => [category, 'denied' as const]));

const times = (refusals: Refusals): ExplicitTimes => Object.fromEntries(refusals);

/**
 * Where the account stands that stays: what the other one refused is refused here, unless it was granted expressly after that. Nothing that the other one granted
 * is taken over: where nothing was decided here it has lapsed, and no default lets it pass.
 *
 * @returns `null` where it stands there already
 */
export function keptStanding(kept: ConsentStateEntity, other: ConsentStateEntity): EventStanding | null {
  const isOpen = ([category, at]: Refusals[number]): boolean => {
    const decision = kept.withdrawn === 1 ? 'denied' : kept.decisions[category];
    return decision !== 'denied' && (decision !== 'granted' || at >= (kept.explicitAt?.[category] ?? 0));
  };
  const taken = refusalsOf(other).filter(isOpen);
  const decisions = { ...kept.decisions, ...denied(taken) };
  const hasGrants = Object.values(decisions).includes('granted') && kept.withdrawn === 0;
  // What is left of the grants lives no longer than it did, and a refusal no shorter.
  const isLonger = !hasGrants && other.validUntil > kept.validUntil;
  const lapsed = grantedOf(other).filter(
    (category) => (decisions[category] ?? 'unset') === 'unset' && !(kept.lapsed ?? []).includes(category),
  );
  if (taken.length === 0 && lapsed.length === 0 && !isLonger) return null;
  const stays = (category: ConsentCategory): boolean => !taken.some(([name]) => name === category);
  return {
    ...standingOf(kept),
    decisions,
    informed: kept.informed.filter(stays),
    lapsed: [...(kept.lapsed ?? []).filter(stays), ...lapsed],
    explicitAt: { ...kept.explicitAt, ...times(taken) },
    validUntil: isLonger ? other.validUntil : kept.validUntil,
  };
}

/** Where the other one stands that is an account no more: refusals stay, and its grants have lapsed, for nobody hears there of what the account refuses from now on. */
export function retiredStanding(other: ConsentStateEntity): EventStanding {
  const refusals = refusalsOf(other);
  const isRefused = (category: ConsentCategory): boolean => refusals.some(([name]) => name === category);
  const granted = categoriesOf(other).filter(
    (category) => other.decisions[category] === 'granted' && !isRefused(category),
  );
  const unset = Object.fromEntries(granted.map((category) => [category, 'unset' as const]));
  return {
    ...standingOf(other),
    decisions: { ...other.decisions, ...unset, ...denied(refusals) },
    informed: [],
    lapsed: [...new Set([...(other.lapsed ?? []), ...granted])],
    explicitAt: times(refusals),
  };
}
