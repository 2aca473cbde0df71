import { type ConsentCategory, type Decisions, type Regime } from '@nest-privacy/core';
import { type AcknowledgedSignal } from '../decision/decision-request.js';
import { type ConsentEventType } from '../decision/event-type.js';
import { type RecordedSignals } from '../decision/recorded-signals.js';
import { type NoticeSource, type RecordCircumstances, type RecordInterop } from '../entities/record-circumstances.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';

/** What of a record stays inside: how it came about, and what a repetition is known by. */
type Inner = 'informed' | 'idempotencyKey' | 'requestHash' | Exclude<keyof RecordCircumstances, Told>;

/** What a record tells of how it came about. */
type Told =
  | 'noticeHash'
  | 'noticeSource'
  | 'servedId'
  | 'servedAt'
  | 'origin'
  | 'policyId'
  | 'signalConflict'
  | 'reaskNotBefore'
  | 'interop'
  | 'surface'
  | 'actor'
  | 'authMethod'
  | 'uiBuild'
  | 'variant';

/** A record as it leaves the server; times are ISO 8601 in UTC. */
export class ConsentRecordView implements Record<Exclude<keyof ConsentRecordEntity, Inner>, unknown> {
  readonly id: string;
  readonly schemaVersion: number;
  readonly siteId: string;
  readonly subjectId: string;
  readonly eventType: ConsentEventType;
  readonly decisions: Decisions;
  readonly regime: Regime;
  readonly method: string;
  readonly noticeVersion: number;
  readonly noticeSource: NoticeSource | null;
  readonly catalogueVersion: number | null;
  readonly catalogueHash: string | null;
  readonly language: string | null;
  readonly signals: RecordedSignals;
  readonly acknowledgedSignals: readonly AcknowledgedSignal[];
  readonly givenAt: string | null;
  readonly receivedAt: string;
  readonly validUntil: string;
  readonly policyId: string | null;
  readonly signalConflict: readonly ConsentCategory[] | null;
  readonly reaskNotBefore: string | null;
  readonly surface: string | null;
  readonly actor: string | null;
  readonly authMethod: string | null;
  readonly uiBuild: string | null;
  readonly variant: string | null;
  readonly interop: RecordInterop | null;
  readonly noticeHash: string | null;
  readonly servedId: string | null;
  readonly servedAt: string | null;
  readonly origin: string | null;

  constructor(record: ConsentRecordEntity) {
    this.id = record.id;
    this.schemaVersion = record.schemaVersion;
    this.siteId = record.siteId;
    this.subjectId = record.subjectId;
    this.eventType = record.eventType;
    this.decisions = record.decisions;
    this.regime = record.regime;
    this.method = record.method;
    this.noticeVersion = record.noticeVersion;
    this.noticeSource = record.noticeSource;
    this.catalogueVersion = record.catalogueVersion;
    this.catalogueHash = record.catalogueHash;
    this.language = record.language;
    this.signals = record.signals;
    this.acknowledgedSignals = record.acknowledgedSignals;
    this.givenAt = record.givenAt?.toISOString() ?? null;
    this.receivedAt = record.receivedAt.toISOString();
    this.validUntil = record.validUntil.toISOString();
    this.policyId = record.policyId;
    this.signalConflict = record.signalConflict;
    this.reaskNotBefore = record.reaskNotBefore?.toISOString() ?? null;
    this.surface = record.surface;
    this.actor = record.actor;
    this.authMethod = record.authMethod;
    this.uiBuild = record.uiBuild;
    this.variant = record.variant;
    this.interop = record.interop;
    this.noticeHash = record.noticeHash;
    this.servedId = record.servedId;
    this.servedAt = record.servedAt?.toISOString() ?? null;
    this.origin = record.origin;
  }
}
