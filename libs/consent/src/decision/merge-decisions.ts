import { type ConsentCategory, type Decision } from '@nest-privacy/core';
import { covers, hasLapsed, isGrantedOrLapsed, type ShownToday, type StoredConsent } from './stored-consent.js';

/** The part of a decision that earlier ones flow into. */
export interface MergedDecisions {
  /** One entry for every optional category. */
  readonly decisions: Readonly<Partial<Record<ConsentCategory, Decision>>>;
  readonly informed: readonly ConsentCategory[];
  /** What was granted once, and neither stands nor was decided anew. */
  readonly lapsed: readonly ConsentCategory[];
  /** Upper bound of the new validity, where an earlier grant is carried on: it lives no longer than it was given for. */
  readonly keptUntil: number;
}

/** What is newly decided, on top of what stands. */
export interface DecisionMerge extends ShownToday {
  readonly categories: readonly ConsentCategory[];
  readonly named: Readonly<Partial<Record<ConsentCategory, 'granted' | 'denied'>>>;
  /** The categories of which the visitor was told that granting them conflicts with GPC. */
  readonly acknowledged: readonly ConsentCategory[];
  /** What the visitor's own cookies prove, and so what the visitor was shown; `null` when they prove nothing. */
  readonly proven: StoredConsent | null;
  /** Where the database says that the subject stands; `null` before the first decision. */
  readonly recorded: StoredConsent | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const decisionIn = ({ withdrawn, decisions }: StoredConsent, category: ConsentCategory): Decision =>
  withdrawn ? 'denied' : (decisions[category] ?? 'unset');

/**
 * Cookies that another tab's decision has just replaced stand for it, as they do wherever consent is asked for; those that have lapsed stand for
 * nothing newer.
 */
function standing(merge: DecisionMerge): readonly StoredConsent[] {
  const { proven, recorded, now } = merge;
  if (proven === null || recorded === null) return [proven, recorded].filter((stored) => stored !== null);
  const isReplaced = recorded.decidedAt > proven.decidedAt && !hasLapsed(proven, merge, now);
  return isReplaced ? [recorded] : [proven, recorded];
}

/**
 * A category that is not named keeps a refusal, whoever knows of it; and a grant only while it counts and the visitor's own cookies prove it, or prove one
 * that it followed: what was not shown cannot have been meant. Where neither stands it is `unset`, and a grant of
 * before is remembered as lapsed, so that no default lets it pass.
 */
export function mergeDecisions(merge: DecisionMerge): MergedDecisions {
  const { categories, named, acknowledged, proven, now } = merge;
  const earlier = standing(merge);
  const counts = proven !== null && earlier.every((stored) => !hasLapsed(stored, merge, now));
  const decisions: Partial<Record<ConsentCategory, Decision>> = {};
  const informed: ConsentCategory[] = [];
  const lapsed: ConsentCategory[] = [];
  let keptUntil = Number.POSITIVE_INFINITY;
  for (const category of categories) {
    const before = earlier.map((stored) => decisionIn(stored, category));
    const isCovered = earlier.every((stored) => covers(stored, category, merge));
    const keepsGrant = counts && isCovered && before.every((decision) => decision === 'granted');
    const kept = before.includes('denied') ? 'denied' : keepsGrant ? 'granted' : 'unset';
    const decision = named[category];
    decisions[category] = decision ?? kept;
    if (decision === 'granted' && acknowledged.includes(category)) informed.push(category);
    if (decision === undefined && kept === 'unset' && earlier.some((stored) => isGrantedOrLapsed(stored, category)))
      lapsed.push(category);
    if (decision === undefined && kept === 'granted') {
      keptUntil = Math.min(...earlier.map(({ validUntil }) => validUntil));
      if (earlier.every((stored) => stored.informed.includes(category))) informed.push(category);
    }
  }
  return { decisions, informed, lapsed, keptUntil };
}
