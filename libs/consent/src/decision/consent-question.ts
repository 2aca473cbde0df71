import { type CategoryRenewals, type ConsentCategory, type PrivacySignals, type Regime } from '@nest-privacy/core';
import { type StoredConsent } from './stored-consent.js';

/** All that an answer depends on; nothing else does. */
export interface ConsentQuestion {
  /** The categories a visitor decides about. */
  readonly categories: readonly ConsentCategory[];
  readonly stored: StoredConsent | null;
  readonly regime: Regime;
  readonly signals: PrivacySignals;
  readonly noticeVersion: number;
  /** Since when categories hold what earlier grants do not cover; `null` while that is not known, when no grant counts. */
  readonly renewals: CategoryRenewals | null;
  /** The version of the catalogue that is shown today; `null` without one, or while it is not known. */
  readonly catalogueVersion: number | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Categories that GPC switches off. */
  readonly gpcAffects: readonly ConsentCategory[];
  /** Milliseconds after a refusal during which it is not asked about again. */
  readonly reaskNotBefore: number;
}
