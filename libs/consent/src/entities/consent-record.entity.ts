import { type ConsentCategory, type Decisions, type Regime } from '@nest-privacy/core';
import { identifier, instant, json } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index } from 'typeorm';
import { type ConsentEventType } from '../decision/event-type.js';
import { type AcknowledgedSignal } from '../decision/decision-request.js';
import { type RecordedSignals } from '../decision/recorded-signals.js';
import { RecordCircumstances } from './record-circumstances.js';

/** Version of the meaning of a record's columns. */
export const CONSENT_RECORD_SCHEMA = 2;

/**
 * One decision of one subject, as evidence: added once, refused by the database to be changed or deleted. No address and no user agent.
 * The key begins with the subject, so that it is also the index of a subject's history.
 */
@Entity({ name: 'privacy_consent_record', withoutRowid: true })
@Index('privacy_consent_record_ledger', ['siteId', 'receivedAt', 'id'])
@Index('privacy_consent_record_sequence', ['sequence', 'receivedAt'])
@Index('privacy_consent_record_idempotency', ['siteId', 'subjectId', 'idempotencyKey'], { unique: true })
export class ConsentRecordEntity extends RecordCircumstances {
  @Column(identifier({ primary: true, name: 'subject_id' }))
  subjectId!: string;

  /** When the server took it, by its own clock; strictly growing within a subject. */
  @Column(instant({ primary: true, name: 'received_at' }))
  receivedAt!: Date;

  /** UUIDv7 of the instant at which it was received, by which a record is found without an index of ids. */
  @Column(identifier({ primary: true }))
  id!: string;

  @Column({ name: 'schema_version', type: 'integer' })
  schemaVersion!: number;

  @Column({ name: 'site_id', type: 'varchar', length: 64 })
  siteId!: string;

  @Column({ name: 'event_type', type: 'varchar', length: 16 })
  eventType!: ConsentEventType;

  /** One entry for every optional category, `unset` included. */
  @Column(json())
  decisions!: Decisions;

  /** Categories whose grant was given in knowledge of a conflicting GPC signal. */
  @Column(json())
  informed!: readonly ConsentCategory[];

  @Column({ type: 'varchar', length: 16 })
  regime!: Regime;

  @Column({ type: 'varchar', length: 32 })
  method!: string;

  @Column({ name: 'notice_version', type: 'integer' })
  noticeVersion!: number;

  /** What the catalogue of tracking items was when the notice was shown; `null` without a catalogue. */
  @Column({ name: 'catalogue_version', type: 'integer', nullable: true })
  catalogueVersion!: number | null;

  @Column({ name: 'catalogue_hash', type: 'varchar', length: 64, nullable: true })
  catalogueHash!: string | null;

  @Column({ type: 'varchar', length: 35, nullable: true })
  language!: string | null;

  /** What the browser said by itself in the same request. */
  @Column(json())
  signals!: RecordedSignals;

  @Column(json({ name: 'acknowledged_signals' }))
  acknowledgedSignals!: readonly AcknowledgedSignal[];

  /** The client's claim; nothing is computed from it. */
  @Column(instant({ name: 'given_at', nullable: true }))
  givenAt!: Date | null;

  @Column(instant({ name: 'valid_until' }))
  validUntil!: Date;

  @Column({ name: 'idempotency_key', type: 'varchar', length: 128, nullable: true })
  idempotencyKey!: string | null;

  /** Fingerprint of a request with a key, by which an exact replay is told from an altered one. */
  @Column({ name: 'request_hash', type: 'varchar', length: 43, nullable: true })
  requestHash!: string | null;
}
