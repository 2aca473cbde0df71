import { createHash } from 'node:crypto';
import { idOfBits } from '@nest-privacy/core/kit';

/** Where a notice is shown. */
export const NOTICE_SURFACES = ['banner', 'dialog', 'page', 'embed', 'other'] as const;

/** One of {@link NOTICE_SURFACES}. */
export type NoticeSurface = (typeof NOTICE_SURFACES)[number];

/** That a notice was shown, in words of bounded number alone: they are what showings are counted by. */
export interface ServedNotice {
  readonly siteId: string;
  readonly noticeVersion: number;
  readonly language: string;
  /** Empty for the notice's own wording. */
  readonly variant: string;
  /** Empty where the client does not say. */
  readonly surface: NoticeSurface | '';
  /** ISO 3166-1 alpha-2; empty where it is not known. */
  readonly country: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The same, of a subject. */
export interface ServedToSubject extends ServedNotice {
  readonly id: string;
  readonly subjectId: string;
  /** Whether it was counted already, when nobody knew whose it was. */
  readonly isCounted: boolean;
}

/**
 * The id of the entry that says that a subject was shown a version. It follows from those alone, so that every process knows it before the entry is
 * written, and a subject has one entry for each version however often it is told.
 */
export const servedIdOf = (siteId: string, subjectId: string, noticeVersion: number): string =>
  idOfBits(
    createHash('sha256')
      .update(JSON.stringify([siteId, subjectId, noticeVersion]))
      .digest(),
  );
