import { type RequestView } from '../request/request-view.js';

/** Who is logged in: the application's knowledge. Asked where a decision is made and at a login, never by a guard and never where something is only read. */
export interface SubjectResolver {
  /**
   * The user of a request, as proven by the application's own session or token.
   *
   * @returns an id that stays with the user, of 1 to 255 characters, best one that says nothing by itself; `null` when nobody is logged in. Anything else, and whatever
   * is thrown, refuses the request, for a decision must not be taken for a wrong person's
   */
  userOf(request: RequestView): Promise<string | null> | string | null;
}

/** Injection token of {@link SubjectResolver}; unbound, nobody is ever logged in. */
export const SubjectResolver = Symbol.for('@nest-privacy/core:SubjectResolver');
