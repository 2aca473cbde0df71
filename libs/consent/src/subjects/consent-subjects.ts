import { ConfigurationError, type RequestView } from '@nest-privacy/core';
import { isId } from '@nest-privacy/core/kit';

/**
 * Who it is that consents. The module's own is {@link CookieSubjects}; an application that knows its visitors by other means, such as a login, binds another
 * by the extra `extraProviders`, which may ask `CookieSubjects` about those that it does not know.
 */
export interface ConsentSubjects {
  /**
   * The subject that a request proves on a site. Answers at once, from the request's headers: it is asked before anything else of the application has seen the
   * request. What it throws refuses the request.
   *
   * @returns a UUID in lower case, best derived from an account by a keyed hash, for records cannot be deleted; `undefined` for a stranger
   */
  subjectOf(request: RequestView, siteId: string): string | undefined;

  /**
   * The `Set-Cookie` values by which the browser proves from now on that it is the subject; none where it does so by other means. Asked with every decision.
   */
  cookiesFor(request: RequestView, siteId: string, subjectId: string): readonly string[];
}

/** Injection token of {@link ConsentSubjects}. */
export const ConsentSubjects = Symbol.for('@nest-privacy/consent:Subjects');

/**
 * The subject of a request.
 *
 * @throws ConfigurationError `CONSENT_SUBJECT_INVALID` when `subjects` answers what no record can hold
 */
export function subjectOf(subjects: ConsentSubjects, view: RequestView, siteId: string): string | undefined {
  const subjectId = subjects.subjectOf(view, siteId);
  if (subjectId === undefined || isId(subjectId)) return subjectId;
  throw new ConfigurationError({
    code: 'CONSENT_SUBJECT_INVALID',
    what: 'the id of a subject is no UUID in lower case',
    where: 'the ConsentSubjects that is bound',
    remedy: 'derive a UUID from what you know the visitor by',
  });
}
