import { type ConsentCategory, type Decisions } from '@nest-privacy/core';
import { bigNumber, identifier, instant, json } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type ExplicitTimes } from '../decision/explicit-times.js';
import { type AppliedSignals } from '../decision/applied-signals.js';
import { type StoredConsent } from '../decision/stored-consent.js';

/** Where a subject's consent stands: a projection of its newest record, written in the same transaction. */
@Entity({ name: 'privacy_consent_state', withoutRowid: true })
@Index('privacy_consent_state_change', ['changeSequence'], { where: '"change_sequence" IS NOT NULL' })
export class ConsentStateEntity {
  @PrimaryColumn({ name: 'site_id', type: 'varchar', length: 64 })
  siteId!: string;

  @Column(identifier({ primary: true, name: 'subject_id' }))
  subjectId!: string;

  @Column(identifier({ name: 'record_id' }))
  recordId!: string;

  @Column(json())
  decisions!: Decisions;

  @Column(json())
  informed!: readonly ConsentCategory[];

  /** What was granted once, is `unset` in the decisions, and passes by no default; `null` in rows of before. */
  @Column(json({ nullable: true }))
  lapsed!: readonly ConsentCategory[] | null;

  @Column({ type: 'integer' })
  withdrawn!: 0 | 1;

  @Column({ name: 'notice_version', type: 'integer' })
  noticeVersion!: number;

  /** The version of the catalogue that its grants cover, so that later changes are told from earlier ones; `null` when that is not known. */
  @Column({ name: 'catalogue_version', type: 'integer', nullable: true })
  catalogueVersion!: number | null;

  @Column(instant({ name: 'decided_at' }))
  decidedAt!: Date;

  @Column(instant({ name: 'valid_until' }))
  validUntil!: Date;

  /** When each category was decided expressly, in milliseconds since the epoch; what is carried on keeps its time. Without an entry it is not known. */
  @Column(json({ name: 'explicit_at', nullable: true }))
  explicitAt!: ExplicitTimes | null;

  /** `linked` once the subject is a user's, `erased` once its keys are destroyed; `null` for a subject of a browser alone. */
  @Column({ name: 'subject_status', type: 'varchar', length: 8, nullable: true })
  subjectStatus!: 'linked' | 'erased' | null;

  /** The signals of the browser that the ledger tells of; `null` where there were none. */
  @Column(json({ name: 'signals_applied', nullable: true }))
  signalsApplied!: AppliedSignals | null;

  /** When an earlier decision was replaced; `null` for a first one, before which there was no cookie. */
  @Column(instant({ name: 'changed_at', nullable: true }))
  changedAt!: Date | null;

  /**
   * The place of the change among all changes, by the database's own order; `null` where nothing was replaced. Other processes look here for cookies that
   * no longer count. Set by the statement that writes.
   */
  @Column(bigNumber({ name: 'change_sequence', nullable: true, select: false, insert: false, update: false }))
  changeSequence?: number | null;
}

/** The state as the decision logic reads it. */
export const storedConsentOf = (state: ConsentStateEntity): StoredConsent => ({
  siteId: state.siteId,
  subjectId: state.subjectId,
  recordId: state.recordId,
  decisions: state.decisions,
  informed: state.informed,
  lapsed: state.lapsed ?? [],
  withdrawn: state.withdrawn === 1,
  noticeVersion: state.noticeVersion,
  catalogueVersion: state.catalogueVersion,
  decidedAt: state.decidedAt.getTime(),
  validUntil: state.validUntil.getTime(),
  ...(state.subjectStatus === 'erased' && { erased: true }),
});
