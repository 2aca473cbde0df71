import { newIdAt } from '@nest-privacy/core/kit';
import { CONSENT_RECORD_SCHEMA, ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { NO_CIRCUMSTANCES } from '../entities/record-circumstances.js';
import { type ConsentEntry, type ConsentOwner } from '../ledger/consent-entry.js';

const FIRST = Date.UTC(2026, 0, 1);

/**
 * An entry with every member filled in, and the state it leads to: one millisecond after the state it follows, or at the first of January 2026.
 *
 * @param members of the record that are to be others
 */
export function consentEntry(
  { siteId, subjectId }: ConsentOwner,
  previous: ConsentStateEntity | null,
  members: Partial<ConsentRecordEntity> = {},
): ConsentEntry {
  const at = previous === null ? FIRST : previous.decidedAt.getTime() + 1;
  const record = Object.assign(
    new ConsentRecordEntity(),
    {
      ...NO_CIRCUMSTANCES,
      subjectId,
      receivedAt: new Date(at),
      id: newIdAt(at),
      schemaVersion: CONSENT_RECORD_SCHEMA,
      siteId,
      eventType: previous === null ? 'given' : 'changed',
      decisions: { STATISTICS: 'granted', MARKETING: 'unset' },
      informed: ['STATISTICS'],
      regime: 'opt-in',
      method: 'api',
      noticeVersion: 3,
      catalogueVersion: 4,
      catalogueHash: 'f'.repeat(64),
      language: 'pt-BR',
      signals: { dnt: null, gpc: true },
      acknowledgedSignals: ['gpc'],
      givenAt: new Date(at - 5),
      validUntil: new Date(at + 1_000),
      idempotencyKey: null,
      requestHash: null,
    } satisfies ConsentRecordEntity,
    members,
  );
  const state = Object.assign(new ConsentStateEntity(), {
    siteId,
    subjectId,
    recordId: record.id,
    decisions: record.decisions,
    informed: record.informed,
    lapsed: [],
    withdrawn: 0,
    noticeVersion: record.noticeVersion,
    catalogueVersion: record.catalogueVersion,
    decidedAt: record.receivedAt,
    validUntil: record.validUntil,
    explicitAt: { STATISTICS: at },
    subjectStatus: null,
    signalsApplied: null,
    changedAt: previous && record.receivedAt,
  } satisfies ConsentStateEntity);
  return { record, state };
}
