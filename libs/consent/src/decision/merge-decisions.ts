import { type ConsentCategory, type Decision } from '@nest-privacy/core';
import { hasLapsed, type StoredConsent } from './stored-consent.js';

/** The part of a decision that earlier ones flow into. */
export interface MergedDecisions {
  /** One entry for every optional category. */
  readonly decisions: Readonly<Partial<Record<ConsentCategory, Decision>>>;
  readonly informed: readonly ConsentCategory[];
  /** Upper bound of the new validity, where an earlier grant is carried on: it lives no longer than it was given for. */
  readonly keptUntil: number;
}

/** What is newly decided, on top of what stands. */
export interface DecisionMerge {
  readonly categories: readonly ConsentCategory[];
  readonly named: Readonly<Partial<Record<ConsentCategory, 'granted' | 'denied'>>>;
  /** Whether the visitor was told that the grant conflicts with GPC. */
  readonly gpcAcknowledged: boolean;
  readonly previous: StoredConsent | null;
  readonly noticeVersion: number;
  readonly now: number;
}

/**
 * A category that is not named keeps its earlier decision: a refusal always, a grant while it counts. Where neither stands it stays `unset`.
 */
export function mergeDecisions({
  categories,
  named,
  gpcAcknowledged,
  previous,
  noticeVersion,
  now,
}: DecisionMerge): MergedDecisions {
  const decisions: Partial<Record<ConsentCategory, Decision>> = {};
  const informed: ConsentCategory[] = [];
  const lapsed = previous === null || previous.withdrawn || hasLapsed(previous, noticeVersion, now);
  let keptUntil = Number.POSITIVE_INFINITY;
  for (const category of categories) {
    const decision = named[category];
    const earlier = previous?.withdrawn ? 'denied' : (previous?.decisions[category] ?? 'unset');
    const kept = earlier === 'granted' && lapsed ? 'unset' : earlier;
    decisions[category] = decision ?? kept;
    if (decision === 'granted' && gpcAcknowledged) informed.push(category);
    if (decision === undefined && kept === 'granted' && previous) {
      keptUntil = previous.validUntil;
      if (previous.informed.includes(category)) informed.push(category);
    }
  }
  return { decisions, informed, keptUntil };
}
