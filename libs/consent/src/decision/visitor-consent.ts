import { type ConsentCategory, type ConsentSnapshot, type PrivacySignals } from '@nest-privacy/core';

/** Everything that is known of one visitor's consent while a request is served. */
export interface VisitorConsent extends ConsentSnapshot {
  /** The notice that is shown today; the decision may have been made for another. Zero where the request is for no site of ours. */
  readonly noticeVersion: number;
  /** The version of the catalogue that is shown today; `null` without one, or while it is not known. */
  readonly catalogueVersion: number | null;
  /** What was granted and is `unset` all the same: the grant has run out, was for another notice, or does not cover what the catalogue holds now. */
  readonly lapsed: readonly ConsentCategory[];
  /** Whether the visitor is to be asked (again). Never within the time that a refusal forbids it. */
  readonly promptRequired: boolean;
  readonly signals: PrivacySignals;
  /** Present where consent is missing and the code runs as for nobody (`mode: 'anonymise'`); then nothing but ESSENTIALS is allowed, under every regime. */
  readonly anonymised?: true;
}
