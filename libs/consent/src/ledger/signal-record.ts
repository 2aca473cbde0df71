import { type ConsentCategory, type Decisions } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { type StoredConsent } from '../decision/stored-consent.js';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';

/**
 * The record that a signal of the browser was applied, one millisecond before the decision it came with: where the subject stood then, and which categories were granted
 * against it afterwards.
 */
export function signalRecordOf(
  decision: ConsentRecordEntity,
  categories: readonly ConsentCategory[],
  before: StoredConsent | null,
): ConsentRecordEntity {
  const at = decision.receivedAt.getTime() - 1;
  return Object.assign(new ConsentRecordEntity(), decision, {
    id: newIdAt(at),
    receivedAt: new Date(at),
    eventType: 'signal-applied',
    method: decision.signals.gpc ? 'gpc' : 'dnt',
    decisions: standingOf(categories, before),
    informed: before?.informed ?? [],
    reaskNotBefore: null,
    givenAt: null,
    interop: null,
    details: null,
    idempotencyKey: null,
    requestHash: null,
  } satisfies Partial<ConsentRecordEntity>);
}

const standingOf = (categories: readonly ConsentCategory[], before: StoredConsent | null): Decisions =>
  Object.fromEntries(
    categories.map((category) => [category, before?.withdrawn ? 'denied' : (before?.decisions[category] ?? 'unset')]),
  );
