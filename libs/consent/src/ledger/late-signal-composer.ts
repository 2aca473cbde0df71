import { type ConsentCategory, type PrivacySignals } from '@nest-privacy/core';
import { type CatalogueView } from '../catalogue/catalogue-in-force.js';
import { noteSignals } from '../decision/applied-signals.js';
import { type NoticeToday } from '../decision/notice-validity.js';
import { CONSENT_RECORD_SCHEMA, ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity, storedConsentOf } from '../entities/consent-state.entity.js';
import { NO_CIRCUMSTANCES } from '../entities/record-circumstances.js';
import { type PolicyTerms } from '../policy/policy-terms.js';
import { type ConsentEntry, type ConsentOwner } from './consent-entry.js';
import { NothingNew } from './nothing-new.js';
import { signalRecordsOf } from './signal-record.js';

/** What a browser says of itself while nothing is decided. */
export interface LateSignals extends NoticeToday {
  readonly owner: ConsentOwner;
  readonly signals: PrivacySignals;
  readonly noticeHash: string | null;
  readonly terms: PolicyTerms;
  readonly categories: readonly ConsentCategory[];
  readonly gpcAffects: readonly ConsentCategory[];
  readonly catalogue: CatalogueView;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The records that signals were applied to a subject that stands where its last decision left it.
 *
 * @throws NothingNew
 */
export function composeLateSignals(late: LateSignals, previous: ConsentStateEntity | null): ConsentEntry {
  const { owner, signals, terms, catalogue, noticeVersion } = late;
  if (previous === null || previous.subjectStatus === 'erased') throw new NothingNew();
  const { applied, fresh } = noteSignals(signals, noticeVersion, previous.signalsApplied);
  if (fresh.length === 0) throw new NothingNew();
  const before = storedConsentOf(previous);
  const base = Object.assign(new ConsentRecordEntity(), {
    ...NO_CIRCUMSTANCES,
    subjectId: owner.subjectId,
    receivedAt: new Date(late.now),
    id: previous.recordId,
    schemaVersion: CONSENT_RECORD_SCHEMA,
    siteId: owner.siteId,
    eventType: 'signal-applied',
    decisions: previous.decisions,
    informed: [],
    regime: terms.regime,
    policyId: terms.id,
    method: 'gpc',
    noticeVersion,
    noticeHash: late.noticeHash,
    catalogueVersion: catalogue.version?.version ?? null,
    catalogueHash: catalogue.version?.sha256 ?? null,
    language: null,
    signals,
    acknowledgedSignals: [],
    givenAt: null,
    validUntil: previous.validUntil,
    idempotencyKey: null,
    requestHash: null,
  } satisfies ConsentRecordEntity);
  const until = Math.max(late.now, previous.decidedAt.getTime() + fresh.length) + 1;
  const today = { ...late, renewals: catalogue.renewals };
  const records = signalRecordsOf(base, fresh, { ...late, before, today }, until);
  // The subject stands where it stood, by the record that it stood by: no cookie is outdated, and nobody is told.
  const state = Object.assign(new ConsentStateEntity(), previous, { signalsApplied: applied });
  return { record: records.at(-1)!, signals: records.slice(0, -1), state };
}
