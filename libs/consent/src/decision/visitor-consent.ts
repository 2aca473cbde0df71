import { type ConsentCategory, type ConsentSnapshot, type PrivacySignals } from '@nest-privacy/core';
import { type Regimes } from './consent-terms.js';

/** Everything that is known of one visitor's consent while a request is served. */
export interface VisitorConsent extends ConsentSnapshot {
  /** The law that was taken to hold, such as `EU` or `US-CA`; `unknown` where nobody knows, `application` where the option `regime` decides. */
  readonly jurisdiction: string;
  /** How `unset` is read, by category; `regime` is the strictest of them. */
  readonly regimes: Regimes;
  /** The notice that is shown today; the decision may have been made for another. Zero where the request is for no site of ours. */
  readonly noticeVersion: number;
  /** The version of the catalogue that is shown today; `null` without one, or while it is not known. */
  readonly catalogueVersion: number | null;
  /** What was granted and is `unset` all the same: the grant has run out, was for another notice, or does not cover what the catalogue holds now. */
  readonly lapsed: readonly ConsentCategory[];
  /** Whether the visitor is to be asked (again). Never within the time that a refusal forbids it. */
  readonly promptRequired: boolean;
  /** Until when what was refused is not asked about again; `null` where nothing was refused. */
  readonly reaskNotBefore: Date | null;
  /** Whether the visitor has to be shown that their GPC signal was honoured, and it was (11 CCR 7025(c)(6)). */
  readonly showGpcHonoured: boolean;
  readonly signals: PrivacySignals;
  /** Present where consent is missing and the code runs as for nobody (`mode: 'anonymise'`); then nothing but ESSENTIALS is allowed, under every regime. */
  readonly anonymised?: true;
}
