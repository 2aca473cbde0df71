import { type CategoryRenewals, type ConsentCategory, type Decisions } from '@nest-privacy/core';

/** What one record says that decisions are made from; carried by the signed cookie and by the state table alike. */
export interface StoredConsent {
  readonly siteId: string;
  readonly subjectId: string;
  readonly recordId: string;
  readonly decisions: Decisions;
  /** Granted by someone who had been told of a conflicting GPC signal. */
  readonly informed: readonly ConsentCategory[];
  readonly withdrawn: boolean;
  readonly noticeVersion: number;
  /** The version of the catalogue that its grants cover; `null` when that is not known. */
  readonly catalogueVersion: number | null;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly decidedAt: number;
  /** Milliseconds since the epoch; the first instant at which it no longer counts. */
  readonly validUntil: number;
}

/**
 * Whether what was said of a category covers what the category holds today. A record that knows of no version of the catalogue covers what there was when
 * it was made.
 *
 * @param renewals `null` while the catalogue is not known, when nothing is covered
 */
export function covers(
  { catalogueVersion, decidedAt }: StoredConsent,
  category: ConsentCategory,
  renewals: CategoryRenewals | null,
): boolean {
  if (renewals === null) return false;
  const renewal = renewals[category];
  if (renewal === undefined) return true;
  return catalogueVersion === null ? decidedAt >= renewal.at : catalogueVersion >= renewal.version;
}

/** Whether a record has run out, or was made for another notice than the one shown today. */
export const hasLapsed = (stored: StoredConsent, noticeVersion: number, now: number): boolean =>
  now >= stored.validUntil || stored.noticeVersion !== noticeVersion;
