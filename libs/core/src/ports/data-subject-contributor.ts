import { type RequestView } from '../request/request-view.js';
import { type DataSubject, type SubjectIdentifier } from './data-subject.js';

/** One thing that is kept of a person. */
export interface SubjectRow {
  /** What kind of thing it is, such as `records`; lower case, digits and hyphens. Rows of one section follow one another. */
  readonly section: string;
  /** The thing itself, as JSON can hold it; times as ISO 8601 texts. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** One step of an erasure that is done: told when it is committed, not before. */
export interface ErasureStep {
  /** As in {@link SubjectRow}. */
  readonly section: string;
  /** Things deleted or made unreadable by this step; 0 where there was nothing to do. */
  readonly erased: number;
  /** Things that stay, and why that is allowed, for people to read; holds no personal data itself. @default nothing stays */
  readonly kept?: { readonly count: number; readonly because: string };
}

/**
 * Somebody who keeps data of persons: a feature of the suite, or the application itself. It is asked for a person's data and told to erase it.
 * All four answers may be asked for at any time, in any process, more than once.
 *
 * Errors it throws fail the step and have it tried again, but for a `ProblemException`, which is told to whoever asks.
 */
export interface DataSubjectContributor {
  /** Stable and the application's only one of this name: lower case, digits and hyphens, 40 characters at most. */
  readonly name: string;

  /**
   * Who sends a request, as far as the request *proves* it: a signed cookie, a login. What a client merely claims is never an answer. A contributor
   * that knows nobody by a request has none.
   *
   * @returns nothing for a stranger
   */
  identify?(request: RequestView): Promise<readonly SubjectIdentifier[]> | readonly SubjectIdentifier[];

  /**
   * Further names of a person. From what belongs to more of a person to what belongs to less: from an account to its devices, from a device to its visitors,
   * and never back, for who holds one device has not proven to be the account's owner. It is asked until nobody knows another name.
   */
  resolve?(subject: DataSubject): Promise<readonly SubjectIdentifier[]>;

  /** Everything that is kept of a person, in pieces, so that it need never be in memory at once. */
  export(subject: DataSubject): AsyncIterable<SubjectRow>;

  /**
   * Erases everything that may be erased. To be asked again from the beginning after a failure or the end of the process: what is erased already counts 0 then. Names
   * of the person must be forgotten last, or a second attempt would find nothing.
   *
   * @returns each step once it is done; a step is best bounded to some thousand rows
   */
  erase(subject: DataSubject): AsyncIterable<ErasureStep>;

  /**
   * `Set-Cookie` values by which the browser that asked for the erasure loses what identifies it. A contributor that sets no cookie has none.
   *
   * @param request of the person's own browser
   */
  forgetBrowser?(request: RequestView): readonly string[];
}

/**
 * Injection token of {@link DataSubjectContributor}. Unlike the other ports it is bound as often as there is somebody who keeps data; one module that has
 * several binds a list of them. Unbound, nothing is exported or erased.
 */
export const DataSubjectContributor = Symbol.for('@nest-privacy/core:DataSubjectContributor');
