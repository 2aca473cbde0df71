import { type CategoryRenewals, type ConsentCategory, type Decisions } from '@nest-privacy/core';
import { isUponValidCategory, isUponValidNotice, type NoticeToday } from './notice-validity.js';

/** What one record says that decisions are made from; carried by the signed cookie and by the state table alike. */
export interface StoredConsent {
  readonly siteId: string;
  readonly subjectId: string;
  readonly recordId: string;
  readonly decisions: Decisions;
  /** Granted by someone who had been told of a conflicting GPC signal. */
  readonly informed: readonly ConsentCategory[];
  /** Unset in the decisions, and granted once: such a grant never passes by a default, and the visitor is asked. */
  readonly lapsed: readonly ConsentCategory[];
  readonly withdrawn: boolean;
  readonly noticeVersion: number;
  /** The version of the catalogue that its grants cover; `null` when that is not known. */
  readonly catalogueVersion: number | null;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly decidedAt: number;
  /** Milliseconds since the epoch; the first instant at which it no longer counts. */
  readonly validUntil: number;
  /** Whether the subject was erased: it allows nothing, and nobody is it any more. */
  readonly erased?: true;
}

/** What a visitor is shown today: the notice, and what the catalogue holds. */
export interface ShownToday extends NoticeToday {
  /** Since when categories hold what earlier grants do not cover; `null` while that is not known, when nothing is covered. */
  readonly renewals: CategoryRenewals | null;
}

/**
 * Whether what was said of a category covers what the category holds today. A record that knows of no version of the catalogue covers what there was when
 * it was made.
 */
export function covers(stored: StoredConsent, category: ConsentCategory, today: ShownToday): boolean {
  const { renewals } = today;
  if (renewals === null || !isUponValidCategory(stored, category, today)) return false;
  const { catalogueVersion, decidedAt } = stored;
  const renewal = renewals[category];
  if (renewal === undefined) return true;
  return catalogueVersion === null ? decidedAt >= renewal.at : catalogueVersion >= renewal.version;
}

/** Whether a record has run out, or was made upon a notice that does not count any more. */
export const hasLapsed = (stored: StoredConsent, today: NoticeToday, now: number): boolean =>
  now >= stored.validUntil || !isUponValidNotice(stored, today);

/** Whether the last word on a category was a grant, whatever became of it. */
export const isGrantedOrLapsed = (
  { withdrawn, decisions, lapsed }: Pick<StoredConsent, 'withdrawn' | 'decisions' | 'lapsed'>,
  category: ConsentCategory,
): boolean => !withdrawn && (decisions[category] === 'granted' || lapsed.includes(category));
