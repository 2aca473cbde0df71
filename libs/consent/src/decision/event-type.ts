import { type Decisions } from '@nest-privacy/core';
import { type StoredConsent } from './stored-consent.js';

/** All of {@link ConsentEventType}. */
export const CONSENT_EVENT_TYPES = [
  'given',
  'refused',
  'changed',
  'withdrawn',
  'renewed',
  'linked',
  'erased',
  'imported',
  'signal-applied',
] as const;

/**
 * What happened: a first grant, a first refusal, another choice, everything taken back, or the same choice once more. Beside decisions, a subject is `linked` to a
 * user, which may bring what the user decided elsewhere, or `erased`, and a signal of its browser is `signal-applied`.
 */
export type ConsentEventType = (typeof CONSENT_EVENT_TYPES)[number];

/** Names the event by what it does to the decision before; after a withdrawal everything is a first decision again. */
export function eventTypeOf(decisions: Decisions, previous: StoredConsent | null): ConsentEventType {
  const entries = Object.entries(decisions);
  if (previous === null || previous.withdrawn || isUndecided(previous)) {
    return entries.some(([, decision]) => decision === 'granted') ? 'given' : 'refused';
  }
  const before: Readonly<Record<string, string | undefined>> = previous.decisions;
  return entries.every(([name, decision]) => decision === (before[name] ?? 'unset')) ? 'renewed' : 'changed';
}

const isUndecided = ({ decisions }: StoredConsent): boolean =>
  Object.values(decisions).every((decision) => decision === 'unset');
