import { type ConsentCategory, type Place } from '@nest-privacy/core';
import { type ConsentTerms } from '../decision/consent-terms.js';
import { type Span } from '../decision/span.js';
import { type LegalBasis } from './policy-rule.js';

/** What a visitor's answer amounts to. */
export type Outcome = 'granted' | 'refused' | 'withdrawn';

/** One rule that was applied, and what followed from it. */
export interface AppliedRule {
  /** Its name: that of a rule of law, or of what decides beside the law, such as `refusal` or `gpc`. */
  readonly rule: string;
  /** Where it is written; `null` where it is no rule of law. */
  readonly law: string | null;
  readonly effect: string;
}

/** What holds for the visitors of a place: the decision of a policy, kept once and pointed to by every record that was made under it. */
export interface PolicyTerms extends ConsentTerms {
  /** SHA-256 over the canonical JSON (RFC 8785) of all the rest, hex. */
  readonly id: string;
  /** The hash is `null` where the options say what holds. */
  readonly rules: { readonly version: string; readonly sha256: string | null };
  readonly place: Place;
  readonly legalBases: Readonly<Partial<Record<ConsentCategory, LegalBasis>>>;
  readonly validity: Readonly<Record<Outcome, Span>>;
  readonly gpc: 'show' | 'honour' | 'none';
  /** Categories that GPC switches off; absent in decisions of before it was kept. */
  readonly gpcAffects?: readonly ConsentCategory[];
  /** The rules of law that were applied. */
  readonly applied: readonly AppliedRule[];
}
