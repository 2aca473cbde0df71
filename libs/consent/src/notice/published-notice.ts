import { type ConsentCategory } from '@nest-privacy/core';
import { type NoticeValidity } from '../decision/notice-validity.js';
import { type PublishedContent } from './content/notice-content.js';

/** What a new version of a notice makes of earlier grants: they stay, all lapse, or those of the categories whose items changed since the version before. */
export const NOTICE_RENEWALS = ['none', 'all', 'changed'] as const;

/** One of {@link NOTICE_RENEWALS}. */
export type NoticeRenewal = (typeof NOTICE_RENEWALS)[number];

/** One version of a site's notice, as it was published; nothing of it ever changes. */
export interface PublishedNotice {
  readonly siteId: string;
  readonly version: number;
  readonly content: PublishedContent;
  /** Hex SHA-256 over the canonical JSON (RFC 8785) of the content. */
  readonly sha256: string;
  readonly renewal: NoticeRenewal;
  /** The categories whose earlier grants it let lapse. */
  readonly renewed: readonly ConsentCategory[];
  /** Which grants count while it is the active one. */
  readonly validity: NoticeValidity;
  readonly publishedAt: Date;
  /** Id of the administrator, or `application`. */
  readonly publishedBy: string;
}
