import { type CategoryRenewals, type ConsentCategory, type Decision, type Decisions } from '@nest-privacy/core';

/** What decides whether a grant that was found counts. */
export interface ImportJudgement {
  readonly found: Decisions;
  readonly trusted: ReadonlySet<ConsentCategory>;
  /** When it was decided, in milliseconds since the epoch; `null` when nobody knows. */
  readonly givenAt: number | null;
  /** Until when a grant of then counts, in milliseconds since the epoch; `null` when nobody knows. */
  readonly grantEnds: number | null;
  /** Since when categories hold what earlier grants do not cover; `null` while that is not known. */
  readonly renewals: CategoryRenewals | null;
  /** Where the subject stood before; `null` for a first decision. */
  readonly before: Decisions | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What counts of it. A refusal always does, and none that stands is ever widened. A grant does only where its source is trusted for the category, its time is known, it
 * would not have run out since, and it covers what the category holds now; otherwise it is `unset`, and the visitor is asked.
 */
export function countedDecisions(judgement: ImportJudgement): Decisions {
  const { found, before } = judgement;
  const decisionOn = (category: ConsentCategory, decision: Decision): Decision => {
    if (decision === 'denied' || before?.[category] === 'denied') return 'denied';
    return decision === 'granted' && grantCounts(category, judgement) ? 'granted' : 'unset';
  };
  return Object.fromEntries(
    (Object.entries(found) as [ConsentCategory, Decision][]).map(([category, decision]) => [
      category,
      decisionOn(category, decision),
    ]),
  );
}

function grantCounts(
  category: ConsentCategory,
  { trusted, givenAt, grantEnds, renewals, now }: ImportJudgement,
): boolean {
  if (!trusted.has(category) || givenAt === null || grantEnds === null || givenAt > now || renewals === null)
    return false;
  const renewal = renewals[category];
  return now < grantEnds && (renewal === undefined || givenAt >= renewal.at);
}
