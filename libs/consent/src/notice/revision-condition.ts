import { isTagNamed, preconditionFailed, preconditionRequired } from '@nest-privacy/core/kit';

/** The strong entity tag of a draft. */
export const draftTag = (revision: string): string => `"${revision}"`;

/**
 * Lets a change of a draft pass that is meant for it as it stands.
 *
 * @param ifMatch the header; `undefined` without one
 * @throws ProblemException 428 `PRECONDITION_REQUIRED`, 412 `PRECONDITION_FAILED`
 */
export function assertRevision(ifMatch: string | undefined, revision: string): void {
  if (ifMatch === undefined) throw preconditionRequired();
  if (!isTagNamed(draftTag(revision), ifMatch)) throw preconditionFailed('draft', draftTag(revision));
}
