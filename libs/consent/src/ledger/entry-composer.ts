import { type ConsentCategory, type PrivacySignals } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { type CatalogueView } from '../catalogue/catalogue-in-force.js';
import { type CookieProof } from '../cookie/consent-cookies.js';
import { type DecisionProof } from '../decision/decision-expression.js';
import { type DecisionRequest } from '../decision/decision-request.js';
import { noteSignals, type SignalNote } from '../decision/applied-signals.js';
import { eventTypeOf } from '../decision/event-type.js';
import { servedIdOf, type ServedNotice } from '../notice/served/served-notice.js';
import { type NoticeToday } from '../decision/notice-validity.js';
import { explicitTimes } from '../decision/explicit-times.js';
import { mergeDecisions } from '../decision/merge-decisions.js';
import { signalConflict } from '../decision/signal-conflict.js';
import { endOf } from '../decision/span.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { CONSENT_RECORD_SCHEMA, ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity, storedConsentOf } from '../entities/consent-state.entity.js';
import { NO_CIRCUMSTANCES, type RecordInterop } from '../entities/record-circumstances.js';
import { type PolicyTerms } from '../policy/policy-terms.js';
import { type SealDetails } from '../identity/personal-details.js';
import { type ConsentEntry, type ConsentOwner } from './consent-entry.js';
import { composeImport } from './import-composer.js';
import { type KeyedRequest } from './keyed-request.js';
import { signalRecordsOf } from './signal-record.js';

/** A version of the catalogue as evidence. */
export interface ShownCatalogue {
  readonly version: number;
  /** `null` when it cannot be told. */
  readonly sha256: string | null;
}

/** The circumstances of a decision, all known before anything is written. */
export interface DecisionContext extends NoticeToday {
  readonly owner: ConsentOwner;
  /** What the visitor's own cookies prove. */
  readonly proof: CookieProof;
  /** By what it is known whose decision this is. */
  readonly provenBy: DecisionProof;
  readonly categories: readonly ConsentCategory[];
  readonly request: DecisionRequest;
  /** What holds where the visitor is. */
  readonly terms: PolicyTerms;
  readonly signals: PrivacySignals;
  /** Categories that GPC switches off. */
  readonly gpcAffects: readonly ConsentCategory[];
  /** The catalogue that is shown today, and what grants cover of it. */
  readonly catalogue: CatalogueView;
  /** The catalogue that the visitor was shown; `null` when nobody knows. */
  readonly shown: ShownCatalogue | null;
  /** Whether it is known at all which notice is shown. */
  readonly isNoticeKnown: boolean;
  /** Whether the notice that was shown is taken though it is not today's any more. */
  readonly takesNotice: boolean;
  /** Hex SHA-256 of the notice that was shown; `null` when it is kept elsewhere. */
  readonly noticeHash: string | null;
  /** Since when that notice is known to have been shown to the owner, in milliseconds since the epoch; `null` when no page told so. */
  readonly shownSince: number | null;
  /** The showing that whoever decides can prove, whoever they are. */
  readonly told: ServedNotice | null;
  /** What other systems are told, by where the subject stands afterwards. */
  readonly interopOf: (stored: StoredConsent) => RecordInterop;
  /** Encrypts the circumstances that are kept of whoever decides. */
  readonly seal: SealDetails;
  /** Whether a grant may be recorded for a user's subject; otherwise whoever decides is not logged in. */
  readonly mayWiden: boolean;
  /** `null` for a request without an Idempotency-Key. */
  readonly keyed: KeyedRequest | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const grantsAnew = ({ decisions }: DecisionRequest): boolean => Object.values(decisions).includes('granted');

/**
 * Whether a subject cannot be who decides: it was erased, or it is a user's and somebody who is not logged in would widen what it allows. Narrowing is for
 * whoever holds the cookies.
 */
export const isAnothers = ({ request, mayWiden }: DecisionContext, { subjectStatus }: ConsentStateEntity): boolean =>
  subjectStatus === 'erased' || (subjectStatus === 'linked' && !mayWiden && grantsAnew(request));

/** The categories whose grant was made in knowledge of Global Privacy Control, if it was made. */
const acknowledgedIn = (
  { acknowledgedSignals, acknowledgedFor }: DecisionRequest,
  categories: readonly ConsentCategory[],
): readonly ConsentCategory[] => (acknowledgedSignals.includes('gpc') ? (acknowledgedFor ?? categories) : []);

/** The record and the state that follow from a decision and the state before it. */
export function composeEntry(context: DecisionContext, previous: ConsentStateEntity | null): ConsentEntry {
  const { imported, expression } = context.request;
  if (imported) {
    const witness = { actor: expression.actor ?? 'data-subject', authMethod: context.provenBy };
    return composeImport(context, imported, witness, previous);
  }
  const note = noteSignals(context.signals, context.noticeVersion, previous?.signalsApplied ?? null);
  const { record, lapsed } = recordOf(context, previous, note);
  const state = stateOf(record, lapsed, previous, context, note);
  record.interop = context.interopOf(storedConsentOf(state));
  if (note.fresh.length === 0) return { record, state };
  const today = { ...context, renewals: context.catalogue.renewals };
  const before = previous && storedConsentOf(previous);
  const signals = signalRecordsOf(record, note.fresh, { ...context, before, today }, record.receivedAt.getTime());
  return { record, state, signals };
}

function recordOf(
  context: DecisionContext,
  previous: ConsentStateEntity | null,
  { fresh }: SignalNote,
): { readonly record: ConsentRecordEntity; readonly lapsed: readonly ConsentCategory[] } {
  const { owner, request, catalogue, shown, noticeVersion, terms } = context;
  const { stored: proven } = context.proof;
  const before = previous && storedConsentOf(previous);
  // Clocks of several machines disagree, and the order within a subject must not; signals are told of before the decision.
  const gap = 1 + fresh.length;
  const now = Math.max(context.now, ...[proven, before].map((earlier) => (earlier?.decidedAt ?? 0) + gap));
  const { decisions, informed, lapsed, keptUntil } = mergeDecisions({
    categories: context.categories,
    named: request.decisions,
    acknowledged: acknowledgedIn(request, context.categories),
    proven,
    recorded: before,
    noticeVersion,
    noticeValidity: context.noticeValidity,
    renewals: catalogue.renewals,
    now,
  });
  const eventType = request.kind === 'withdraw' ? 'withdrawn' : eventTypeOf(decisions, before ?? proven);
  const granted = Object.values(decisions).includes('granted');
  const outcome = request.kind === 'withdraw' ? 'withdrawn' : granted ? 'granted' : 'refused';
  const id = newIdAt(now);
  const record = Object.assign(new ConsentRecordEntity(), {
    ...NO_CIRCUMSTANCES,
    subjectId: owner.subjectId,
    receivedAt: new Date(now),
    id,
    schemaVersion: CONSENT_RECORD_SCHEMA,
    siteId: owner.siteId,
    eventType,
    decisions,
    informed,
    regime: terms.regime,
    policyId: terms.id,
    signalConflict: signalConflict(decisions, context.signals, context.gpcAffects),
    reaskNotBefore: Object.values(decisions).includes('denied') ? new Date(endOf(now, terms.reaskNotBefore)) : null,
    method: request.method,
    noticeVersion: request.noticeVersion ?? noticeVersion,
    noticeHash: context.noticeHash,
    noticeSource: request.noticeVersion === null ? 'assumed' : 'named',
    ...servedBefore(context, now + 1 - gap),
    catalogueVersion: shown?.version ?? null,
    catalogueHash: shown?.sha256 ?? null,
    language: request.language,
    signals: context.signals,
    acknowledgedSignals: request.acknowledgedSignals,
    givenAt: request.givenAt,
    validUntil: new Date(Math.min(endOf(now, terms.validity[outcome]), keptUntil)),
    idempotencyKey: context.keyed?.key ?? null,
    requestHash: context.keyed?.fingerprint ?? null,
    ...request.expression,
    actor: request.expression.actor ?? 'data-subject',
    authMethod: context.provenBy,
    details: context.seal(id),
  } satisfies ConsentRecordEntity);
  return { record, lapsed };
}

/**
 * The entry that says that the notice had been shown.
 *
 * @param until when the records of the decision begin; the clock by which the showing was noted is another process's
 */
function servedBefore(
  { owner, request, noticeVersion, shownSince }: DecisionContext,
  until: number,
): Pick<ConsentRecordEntity, 'servedId' | 'servedAt'> {
  if (shownSince === null) return { servedId: null, servedAt: null };
  return {
    servedId: servedIdOf(owner.siteId, owner.subjectId, request.noticeVersion ?? noticeVersion),
    servedAt: new Date(Math.min(shownSince, until)),
  };
}

const stateOf = (
  record: ConsentRecordEntity,
  lapsed: readonly ConsentCategory[],
  previous: ConsentStateEntity | null,
  { proof, request, catalogue, shown, noticeVersion }: DecisionContext,
  { applied }: SignalNote,
): ConsentStateEntity =>
  Object.assign(new ConsentStateEntity(), {
    siteId: record.siteId,
    subjectId: record.subjectId,
    recordId: record.id,
    decisions: record.decisions,
    informed: record.informed,
    lapsed,
    withdrawn: record.eventType === 'withdrawn' ? 1 : 0,
    // New grants are upon the notice that was shown, and those that are kept were found to count upon today's. A refusal may claim any, in the record alone.
    noticeVersion: grantsAnew(request) ? record.noticeVersion : noticeVersion,
    catalogueVersion: catalogue.version?.version ?? shown?.version ?? null,
    decidedAt: record.receivedAt,
    validUntil: record.validUntil,
    explicitAt: explicitTimes({
      decisions: record.decisions,
      named: request.decisions,
      before: previous?.explicitAt ?? {},
      now: record.receivedAt.getTime(),
    }),
    subjectStatus: previous?.subjectStatus ?? null,
    signalsApplied: applied,
    changedAt: previous || proof.subjectId !== null ? record.receivedAt : null,
  } satisfies ConsentStateEntity);
