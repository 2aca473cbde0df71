import { type Decisions } from '@nest-privacy/core';
import { type ConsentEventType } from '../decision/event-type.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';

/** One change of somebody's consent, as subscribers and webhooks are told. Pseudonymous: whatever else is personal stays in the ledger. */
export interface ConsentChange {
  readonly siteId: string;
  readonly subjectId: string;
  /** The record that proves it; the same with every repetition. */
  readonly recordId: string;
  readonly eventType: ConsentEventType;
  /** Where every category stands since then. */
  readonly decisions: Decisions;
  readonly noticeVersion: number;
  /** ISO 8601 in UTC; growing within a subject. */
  readonly receivedAt: string;
  readonly validUntil: string;
}

export const changeOf = (record: ConsentRecordEntity): ConsentChange => ({
  siteId: record.siteId,
  subjectId: record.subjectId,
  recordId: record.id,
  eventType: record.eventType,
  decisions: record.decisions,
  noticeVersion: record.noticeVersion,
  receivedAt: record.receivedAt.toISOString(),
  validUntil: record.validUntil.toISOString(),
});
