import { type ConsentSnapshot } from '../decisions.js';
import { type RequestView } from '../request/request-view.js';

/** What the rest of the suite may know of consent. Answers at once, from the request alone, and never writes. */
export interface ConsentReader {
  read(request: RequestView): ConsentSnapshot;
}

/** Injection token of {@link ConsentReader}; unbound, nobody has decided anything and only ESSENTIALS is allowed. */
export const ConsentReader = Symbol.for('@nest-privacy/core:ConsentReader');
