import { type ConsentCategory, type Decision } from '@nest-privacy/core';
import { type ExhibitKind } from '../exhibit/exhibit-kind.js';
import { type NoticeText, type PublishedContent } from '../notice/content/notice-content.js';
import { type EntryProof } from '@nest-privacy/core/sealing';
import { type PolicyTerms } from '../policy/policy-terms.js';
import { type EvidenceSignature } from './evidence-signature.js';

/** What a file says that it is, before anything else. */
export const EVIDENCE_FORMAT = 'nest-privacy/consent-evidence';

/** Version of the form of the file; another one where a reader of this one would misunderstand it. */
export const EVIDENCE_VERSION = 1;

/**
 * Why a part is not in the file: `not-recorded`: the record does not name it, for there was none, or the record is older than the column that would.
 * `kept-elsewhere`: the application keeps it outside of this ledger. `unknown`: the record names it, and it is not here. `altered`: the record names it, and what
 * is here under that name is something else. `not-yet`: it does not exist yet, and will. `imported`: the record was taken over from another system, which proves
 * nothing here.
 */
export const MISSING_REASONS = ['not-recorded', 'kept-elsewhere', 'unknown', 'altered', 'not-yet', 'imported'] as const;

/** One of {@link MISSING_REASONS}. */
export type MissingReason = (typeof MISSING_REASONS)[number];

/** A part that is not there, and why; nothing is put in its place. */
export interface MissingPart {
  readonly status: 'missing';
  readonly reason: MissingReason;
  /** The same in words, with the way to get it where there is one. */
  readonly says: string;
}

/** A part of the file. */
export type EvidencePart<T extends object> = ({ readonly status: 'included' } & T) | MissingPart;

/** The words that were on the screen. */
export interface ShownNotice {
  readonly language: string;
  /** `null` for the notice's own wording. */
  readonly variant: string | null;
  /** The text of `content` in that language and variant. */
  readonly text: NoticeText;
}

/** The notice as it was shown. */
export interface NoticeEvidence {
  readonly version: number;
  /** Hex SHA-256 over the canonical JSON (RFC 8785) of `content`; the record names it as `noticeHash`. */
  readonly sha256: string;
  readonly publishedAt: string;
  /** All languages and variants, as published. */
  readonly content: PublishedContent;
  /** Builds of the page's code and screenshots, by their hashes. */
  readonly exhibits: readonly ExhibitEvidence[];
  /** `null` where the client did not say which language it showed, or named a language or a variant that the notice does not have. */
  readonly shown: ShownNotice | null;
}

/** What a policy decided for the visitor. */
export interface PolicyEvidence {
  /** Hex SHA-256 over the canonical JSON (RFC 8785) of `decision`; the record names it as `policyId`. */
  readonly id: string;
  /** Regimes, jurisdiction, where the country was known from, how long the answer holds; `applied` tells each rule and what followed from it. */
  readonly decision: Omit<PolicyTerms, 'id'>;
  /** Why each category stood as it did once the record was made; absent in files that were issued before they told. */
  readonly reasons?: EvidencePart<DecisionReasons>;
}

/** What follows from `record` and `policy.decision`, and from nothing else. */
export interface DecisionReasons {
  readonly categories: readonly DecisionReason[];
}

/** Why a category stood as it did. */
export interface DecisionReason {
  readonly category: ConsentCategory;
  readonly decision: Decision;
  /** `null` where earlier records of the subject tell it, and this one does not. */
  readonly allowed: boolean | null;
  /** The rule of law, or what decided beside the law, such as `refusal` or `gpc`. */
  readonly rule: string;
  /** Where it is written; `null` where it is no rule of law. */
  readonly law: string | null;
  /** The same in words. */
  readonly effect: string;
}

/** What somebody attached to the version of the notice that was shown; kept elsewhere, and known by its hash. */
export interface ExhibitEvidence {
  readonly kind: ExhibitKind;
  readonly name: string;
  /** Hex SHA-256 of its bytes. */
  readonly sha256: string;
  readonly mediaType: string;
  readonly size: number;
  readonly url: string;
  readonly attachedAt: string;
}

/** That the notice had been shown before the decision, as the page told it by itself. */
export interface ServedEvidence {
  readonly id: string;
  readonly at: string;
}

/** That the record stands in the sealed ledger. */
export type SealEvidence = EntryProof;

/** The catalogue of tracking items as it was shown. */
export interface CatalogueEvidence {
  readonly version: number;
  /** Hex SHA-256 over the canonical JSON (RFC 8785) of `items`; the record names it as `catalogueHash`. */
  readonly sha256: string;
  readonly items: readonly object[];
}

/** What is put together for one record. */
export interface EvidenceParts {
  readonly notice: EvidencePart<NoticeEvidence>;
  readonly catalogue: EvidencePart<CatalogueEvidence>;
  readonly policy: EvidencePart<PolicyEvidence>;
  readonly served: EvidencePart<ServedEvidence>;
  readonly seal: EvidencePart<SealEvidence>;
}

/** One record and all that belongs to it, as a file that stands for itself. */
export interface EvidenceFile extends EvidenceParts {
  readonly format: typeof EVIDENCE_FORMAT;
  readonly version: typeof EVIDENCE_VERSION;
  /** What the file is and how it is checked, for whoever opens it. */
  readonly about: string;
  /** ISO 8601 in UTC. */
  readonly generatedAt: string;
  /** Its canonical JSON (RFC 8785) is the leaf of the ledger. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly issued: EvidencePart<EvidenceSignature>;
}
