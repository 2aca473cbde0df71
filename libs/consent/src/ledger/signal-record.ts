import { type ConsentCategory, type Decision, type Decisions } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { covers, hasLapsed, type ShownToday, type StoredConsent } from '../decision/stored-consent.js';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';

/**
 * The record that a signal of the browser was applied, one millisecond before the decision it came with: where the subject stood then, and which categories were granted
 * against it afterwards.
 */
export function signalRecordOf(
  decision: ConsentRecordEntity,
  categories: readonly ConsentCategory[],
  before: StoredConsent | null,
  today: ShownToday,
): ConsentRecordEntity {
  const at = decision.receivedAt.getTime() - 1;
  const decisions = standingOf(categories, before, today, at);
  return Object.assign(new ConsentRecordEntity(), decision, {
    id: newIdAt(at),
    receivedAt: new Date(at),
    eventType: 'signal-applied',
    method: decision.signals.gpc ? 'gpc' : 'dnt',
    decisions,
    informed: (before?.informed ?? []).filter((category) => decisions[category] === 'granted'),
    reaskNotBefore: null,
    givenAt: null,
    interop: null,
    details: null,
    idempotencyKey: null,
    requestHash: null,
  } satisfies Partial<ConsentRecordEntity>);
}

function standingOf(
  categories: readonly ConsentCategory[],
  before: StoredConsent | null,
  today: ShownToday,
  now: number,
): Decisions {
  const decisionOn = (category: ConsentCategory): Decision => {
    if (before === null) return 'unset';
    if (before.withdrawn) return 'denied';
    const decision = before.decisions[category] ?? 'unset';
    const counts = decision !== 'granted' || (!hasLapsed(before, today, now) && covers(before, category, today));
    return counts ? decision : 'unset';
  };
  return Object.fromEntries(categories.map((category) => [category, decisionOn(category)]));
}
