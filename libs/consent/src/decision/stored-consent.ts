import { type ConsentCategory, type Decisions } from '@nest-privacy/core';

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
  /** Milliseconds since the epoch, by the server's clock. */
  readonly decidedAt: number;
  /** Milliseconds since the epoch; the first instant at which it no longer counts. */
  readonly validUntil: number;
}

/** Whether a record has run out, or was made for another notice than the one shown today. */
export const hasLapsed = (stored: StoredConsent, noticeVersion: number, now: number): boolean =>
  now >= stored.validUntil || stored.noticeVersion !== noticeVersion;
