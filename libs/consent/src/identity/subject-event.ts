import { type PrivacySignals, type Regime } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { type DecisionProof } from '../decision/decision-expression.js';
import { type ConsentEventType } from '../decision/event-type.js';
import { CONSENT_RECORD_SCHEMA, ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { NO_CIRCUMSTANCES } from '../entities/record-circumstances.js';
import { type ConsentEntry } from '../ledger/consent-entry.js';
import { type SealDetails } from './personal-details.js';
import { type KeyOwner } from './subject-keys.js';
import { shownToNobody, type WhatWasShown } from './what-was-shown.js';

/** Where a subject stands after something befell it. */
export type EventStanding = Pick<
  ConsentStateEntity,
  'decisions' | 'informed' | 'lapsed' | 'withdrawn' | 'noticeVersion' | 'catalogueVersion' | 'validUntil' | 'explicitAt'
>;

/** What befalls a subject without its browser deciding anything: it becomes a user's, is erased, or an administrator takes back for it. */
export interface SubjectEvent {
  readonly owner: KeyOwner;
  readonly eventType: ConsentEventType;
  /** How it came to be, such as `login`. */
  readonly method: string;
  /** Who did it. */
  readonly actor: 'data-subject' | 'controller';
  readonly authMethod: DecisionProof | null;
  readonly regime: Regime;
  readonly signals: PrivacySignals;
  readonly standing: EventStanding;
  /** What was shown upon the choice that the event carries on; without, nothing is known to have been. */
  readonly shown?: WhatWasShown | undefined;
  readonly seal: SealDetails;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The record of the event, and the state that it leads to. */
export function composeEvent(event: SubjectEvent, previous: ConsentStateEntity | null): ConsentEntry {
  const { owner, eventType, standing } = event;
  const now = Math.max(event.now, (previous?.decidedAt.getTime() ?? 0) + 1);
  const id = newIdAt(now);
  const record = Object.assign(new ConsentRecordEntity(), {
    ...NO_CIRCUMSTANCES,
    subjectId: owner.subjectId,
    receivedAt: new Date(now),
    id,
    schemaVersion: CONSENT_RECORD_SCHEMA,
    siteId: owner.siteId,
    eventType,
    decisions: standing.decisions,
    informed: standing.informed,
    regime: event.regime,
    method: event.method,
    ...(event.shown ?? shownToNobody(standing)),
    signals: event.signals,
    acknowledgedSignals: [],
    givenAt: null,
    validUntil: standing.validUntil,
    idempotencyKey: null,
    requestHash: null,
    actor: event.actor,
    authMethod: event.authMethod,
    details: event.seal(id),
  } satisfies ConsentRecordEntity);
  const state = Object.assign(new ConsentStateEntity(), {
    siteId: owner.siteId,
    subjectId: owner.subjectId,
    recordId: id,
    ...standing,
    decidedAt: record.receivedAt,
    subjectStatus: eventType === 'linked' || eventType === 'erased' ? eventType : (previous?.subjectStatus ?? null),
    signalsApplied: previous?.signalsApplied ?? null,
    changedAt: previous && record.receivedAt,
  } satisfies ConsentStateEntity);
  return { record, state };
}

/** A subject that something befalls stands where it stood. */
export const standingOf = (state: ConsentStateEntity): EventStanding => ({
  decisions: state.decisions,
  informed: state.informed,
  lapsed: state.lapsed,
  withdrawn: state.withdrawn,
  noticeVersion: state.noticeVersion,
  catalogueVersion: state.catalogueVersion,
  validUntil: state.validUntil,
  explicitAt: state.explicitAt,
});
