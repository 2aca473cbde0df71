import { type VisitorDayKey } from './visitor-day-table.js';

/** The transaction has to begin anew, and will know more then. */
export class AnotherTryError extends Error {
  override readonly name = 'AnotherTryError';

  /** @param keys what is to be locked from the start on; all at once and in one order, so that no two transactions wait for each other in a circle */
  constructor(
    message: string,
    readonly keys: readonly VisitorDayKey[] = [],
  ) {
    super(message);
  }
}
