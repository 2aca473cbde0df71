import { type ConsentSnapshot } from '../decisions.js';
import { type RequestView } from '../request/request-view.js';

/** What the rest of the suite may know of consent. Answers at once, from the request alone, and never writes. */
export interface ConsentReader {
  read(request: RequestView): ConsentSnapshot;

  /**
   * Finds out what {@link read} cannot know at once, for those who can wait for it. A reader that always knows has none.
   *
   * @returns `undefined` when all is known; never rejects
   */
  settle?(request: RequestView): Promise<void> | undefined;
}

/** Injection token of {@link ConsentReader}; unbound, nobody has decided anything and only ESSENTIALS is allowed. */
export const ConsentReader = Symbol.for('@nest-privacy/core:ConsentReader');
