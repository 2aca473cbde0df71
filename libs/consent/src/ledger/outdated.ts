import { ProblemException } from '@nest-privacy/core';
import { noticeUnread } from '../notice/notice-problems.js';
import { type DecisionRequest } from '../decision/decision-request.js';

/** What visitors are shown today. */
export interface Shown {
  readonly noticeVersion: number;
  /** `null` without a catalogue, or while it is not known. */
  readonly catalogueVersion: number | null;
}

/**
 * Why a decision cannot be taken although it is well formed: nobody can grant what was not described to them. Refusing and withdrawing needs no notice at
 * all.
 *
 * @param takesNotice whether the notice that was shown is taken though it is not today's any more
 * @param isNoticeKnown whether it is known what is shown today
 * @returns 503 `NOTICE_UNREAD`, 409 `NOTICE_OUTDATED` or `CATALOGUE_OUTDATED` with today's versions, or `undefined`
 */
export function outdated(
  request: DecisionRequest,
  today: Shown,
  {
    takesNotice = false,
    isNoticeKnown = true,
  }: { readonly takesNotice?: boolean; readonly isNoticeKnown?: boolean } = {},
): ProblemException | undefined {
  // What is taken over says upon which notice it counts, and counts upon no other.
  if (request.kind === 'import' || !Object.values(request.decisions).includes('granted')) return undefined;
  if (!isNoticeKnown) return noticeUnread();
  const { noticeVersion, catalogueVersion } = request;
  if (noticeVersion !== null && noticeVersion !== today.noticeVersion && !takesNotice) return noticeOutdated(today);
  if (catalogueVersion !== null && today.catalogueVersion !== null && catalogueVersion !== today.catalogueVersion)
    return catalogueOutdated(today);
  return undefined;
}

/** 409: the decision was made upon another notice than today's. */
export const noticeOutdated = (today: Shown): ProblemException =>
  outdatedProblem('NOTICE_OUTDATED', 'notice', 'noticeVersion', today);

/** 409: the decision was made upon another catalogue than today's. */
export const catalogueOutdated = (today: Shown): ProblemException =>
  outdatedProblem('CATALOGUE_OUTDATED', 'catalogue', 'catalogueVersion', today);

const outdatedProblem = (code: string, what: string, path: keyof Shown, today: Shown): ProblemException =>
  new ProblemException({
    status: 409,
    code,
    title: `The ${what} is not the one shown today`,
    detail: `The decision was made upon another ${what} than version ${today[path]}, which is shown today. Show that one and ask again; nothing was recorded.`,
    errors: [{ path, detail: `must be ${today[path]}` }],
    extensions: { ...today },
  });
