import { type ConsentCategory, type ProblemPart } from '@nest-privacy/core';
import { type ConsentNoticeDraftEntity } from '../entities/consent-notice-draft.entity.js';
import { type AskedAgain } from '../notice/asked-again.js';
import { type DraftContent, type PublishedContent } from '../notice/content/notice-content.js';
import { type NoticeRenewal, type PublishedNotice } from '../notice/published-notice.js';

/** A published version, as it stands in a list. */
export interface NoticeSummaryView {
  readonly site: string;
  readonly version: number;
  readonly sha256: string;
  readonly languages: readonly string[];
  readonly renewal: NoticeRenewal;
  readonly renewed: readonly ConsentCategory[];
  readonly publishedAt: string;
  readonly publishedBy: string;
}

/** A published version. */
export interface NoticeVersionView extends NoticeSummaryView {
  readonly content: PublishedContent;
}

/** A draft, and what stands in the way of publishing it. */
export interface NoticeDraftView {
  readonly site: string;
  readonly content: DraftContent;
  readonly faults: readonly ProblemPart[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** What publishing the draft would do. */
export interface NoticePublicationView {
  readonly renewal: NoticeRenewal;
  /** Categories whose earlier grants would lapse. */
  readonly renewed: readonly ConsentCategory[];
  readonly askedAgain: AskedAgain;
  readonly faults: readonly ProblemPart[];
}

/** That a showing was taken note of. */
export interface NoticeServedView {
  /** To be named by the decision upon that notice within a day, so that its record says that the notice had been shown; it names nobody. */
  readonly servedToken: string;
}

export const summaryOf = (notice: PublishedNotice): NoticeSummaryView => ({
  site: notice.siteId,
  version: notice.version,
  sha256: notice.sha256,
  languages: Object.keys(notice.content.translations),
  renewal: notice.renewal,
  renewed: notice.renewed,
  publishedAt: notice.publishedAt.toISOString(),
  publishedBy: notice.publishedBy,
});

export const versionViewOf = (notice: PublishedNotice): NoticeVersionView => ({
  ...summaryOf(notice),
  content: notice.content,
});

export const draftViewOf = (draft: ConsentNoticeDraftEntity, faults: readonly ProblemPart[]): NoticeDraftView => ({
  site: draft.siteId,
  content: draft.content,
  faults,
  createdAt: draft.createdAt.toISOString(),
  updatedAt: draft.updatedAt.toISOString(),
  updatedBy: draft.updatedBy,
});
