import { type ConsentCategory } from '@nest-privacy/core';

/** Upon which versions of a notice a decision still counts. */
export interface NoticeValidity {
  /** The oldest version upon which anything counts. */
  readonly since: number;
  /** The oldest version upon which a grant of a category counts, where that is a later one. */
  readonly renewals: Readonly<Partial<Record<ConsentCategory, number>>>;
}

/** The notice that is shown today, and what it leaves of earlier decisions. */
export interface NoticeToday {
  readonly noticeVersion: number;
  /** Without, a decision counts upon today's version alone. */
  readonly noticeValidity?: NoticeValidity | undefined;
}

interface Decided {
  readonly noticeVersion: number;
}

/** Whether a decision was made upon a version that counts. One later than today's was published where this process has not heard of it yet. */
export const isUponValidNotice = ({ noticeVersion }: Decided, today: NoticeToday): boolean =>
  today.noticeValidity ? noticeVersion >= today.noticeValidity.since : noticeVersion === today.noticeVersion;

/** Whether a category is still what the notice of the decision said of it. */
export const isUponValidCategory = (
  { noticeVersion }: Decided,
  category: ConsentCategory,
  { noticeValidity }: NoticeToday,
): boolean => noticeVersion >= (noticeValidity?.renewals[category] ?? 0);
