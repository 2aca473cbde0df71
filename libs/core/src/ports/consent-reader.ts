import { type ConsentSnapshot } from '../decisions.js';
import { type RequestView } from '../request/request-view.js';
import { type PrivacySignals } from '../signals/privacy-signals.js';

/** What the rest of the suite may know of consent. Answers at once, from the request alone, and never writes. */
export interface ConsentReader {
  read(request: RequestView): ConsentSnapshot;

  /**
   * Finds out what {@link read} cannot know at once, for those who can wait for it. A reader that always knows has none.
   *
   * @returns `undefined` when all is known; never rejects
   */
  settle?(request: RequestView): Promise<void> | undefined;

  /**
   * Whether {@link read} told all there is to know, so that what it did not allow is truly not allowed; asked after it, by who would undo something otherwise. A reader
   * that has to wait for some of it ({@link settle}) and does not say which, is taken for one that never knows.
   */
  isKnown?(request: RequestView): boolean;

  /**
   * Tells of a subject without a request, for jobs and messages. Without it, they are done for nobody.
   *
   * @param subjectId as {@link read} told it when the work was ordered
   * @param signals of the request that ordered it, where they are known
   */
  readSubject?(siteId: string, subjectId: string, signals?: PrivacySignals): Promise<ConsentSnapshot>;
}

/** Injection token of {@link ConsentReader}; unbound, nobody has decided anything and only ESSENTIALS is allowed. */
export const ConsentReader = Symbol.for('@nest-privacy/core:ConsentReader');
