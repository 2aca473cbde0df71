import { type ConsentCategory } from '@nest-privacy/core';
import { bigNumber, identifier, instant, json } from '@nest-privacy/core/typeorm';
import { Column } from 'typeorm';
import { type GoogleConsentMode } from '../interop/google-consent-mode.js';
import { type ConsentStrings } from '../interop/consent-strings.js';

/** What is kept for other systems: the strings of other frameworks as they were supplied, and what follows for Google's. */
export interface RecordInterop extends ConsentStrings {
  /** Where Google Consent Mode stood afterwards; absent where only strings were imported. */
  readonly consentMode?: GoogleConsentMode;
  /** Where the strings contradict one another or the decisions: `tcString:MARKETING`, `tc-gpp-differ`, `gpp-sid-absent`; or `tc-old` for a TC string of more than 13 months. Absent without any. */
  readonly conflicts?: readonly string[];
}

/**
 * By whom the version of the notice was said that a record names: `named` by whoever decided, or `assumed` by the server, which knows only what was shown in
 * general when the decision arrived.
 */
export type NoticeSource = 'named' | 'assumed';

/** How a decision came about, beside what was decided. Each is `null` where it is not known, as in records of schema version 1. */
export abstract class RecordCircumstances {
  /** Hex SHA-256 over the canonical JSON of the notice that was shown. */
  @Column({ name: 'notice_hash', type: 'varchar', length: 64, nullable: true })
  noticeHash!: string | null;

  @Column({ name: 'notice_source', type: 'varchar', length: 8, nullable: true })
  noticeSource!: NoticeSource | null;

  /** The entry that says that the notice had been shown to the subject before. */
  @Column(identifier({ name: 'served_id', nullable: true }))
  servedId!: string | null;

  @Column(instant({ name: 'served_at', nullable: true }))
  servedAt!: Date | null;

  /** The policy decision that applied: regimes, jurisdiction and where the country was known from. */
  @Column({ name: 'policy_id', type: 'varchar', length: 64, nullable: true })
  policyId!: string | null;

  /** Categories that were granted against what a signal says. */
  @Column(json({ name: 'signal_conflict', nullable: true }))
  signalConflict!: readonly ConsentCategory[] | null;

  /** Until when the subject is not asked again about what was refused. */
  @Column(instant({ name: 'reask_not_before', nullable: true }))
  reaskNotBefore!: Date | null;

  /** Where it was expressed, for example `banner`. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  surface!: string | null;

  /** Who expressed it. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  actor!: string | null;

  /** By what the request proved whose decision it is. */
  @Column({ name: 'auth_method', type: 'varchar', length: 16, nullable: true })
  authMethod!: string | null;

  /** The build of the page's consent code, as the client tells it. */
  @Column({ name: 'ui_build', type: 'varchar', length: 64, nullable: true })
  uiBuild!: string | null;

  /** Which variant of the notice it was. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  variant!: string | null;

  /** Personal details, encrypted with the subject's key; unreadable once that is destroyed. */
  @Column({ type: 'text', nullable: true })
  details!: string | null;

  @Column(json({ nullable: true }))
  interop!: RecordInterop | null;

  /** `imported:` and from where, when nothing but the decision itself is claimed; `null` for what was collected here. */
  @Column({ type: 'varchar', length: 48, nullable: true })
  origin!: string | null;

  /** Base64url SHA-256 over the canonical JSON of the record, by which it is sealed. */
  @Column({ name: 'leaf_hash', type: 'varchar', length: 43, nullable: true })
  leafHash!: string | null;

  /** The record's place among all, by the database's own order; set by the statement that writes. */
  @Column(bigNumber({ nullable: true, select: false, insert: false, update: false }))
  sequence?: number | null;
}

/** Where nothing more is known. */
export const NO_CIRCUMSTANCES: Omit<RecordCircumstances, 'sequence'> = Object.freeze({
  noticeHash: null,
  noticeSource: null,
  servedId: null,
  servedAt: null,
  policyId: null,
  signalConflict: null,
  reaskNotBefore: null,
  surface: null,
  actor: null,
  authMethod: null,
  uiBuild: null,
  variant: null,
  details: null,
  interop: null,
  origin: null,
  leafHash: null,
});
