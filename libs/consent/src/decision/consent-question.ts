import { type ConsentCategory, type PrivacySignals } from '@nest-privacy/core';
import { type ConsentTerms } from './consent-terms.js';
import { type ShownToday, type StoredConsent } from './stored-consent.js';

/** What an answer depends on beside the record and the time. Plain values, lists and objects of them: they are compared by what they hold. */
export interface ConsentCircumstances extends ShownToday {
  /** The categories a visitor decides about. */
  readonly categories: readonly ConsentCategory[];
  readonly terms: ConsentTerms;
  readonly signals: PrivacySignals;
  /** The version of the catalogue that is shown today; `null` without one, or while it is not known. */
  readonly catalogueVersion: number | null;
  /** Categories that GPC switches off. */
  readonly gpcAffects: readonly ConsentCategory[];
}

/** All that an answer depends on; nothing else does. */
export interface ConsentQuestion extends ConsentCircumstances {
  readonly stored: StoredConsent | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
