/** A step on the way of a request through the pipeline. */
export type TraceStep =
  | 'page'
  | 'site'
  | 'consent'
  | 'signals'
  | 'identity'
  | 'dropped'
  | 'audience'
  | 'country'
  | 'channel'
  | 'event'
  | 'queue'
  | 'store'
  | 'forward';

/** Takes down what becomes of one request; never who sent it. */
export interface TraceNotes {
  /**
   * @param result what came of the step, in one word where there is one
   * @param detail what that means
   */
  note(step: TraceStep, result: string, detail?: string): void;
  /** Has what becomes of this event be noted, too. */
  follow(eventId: string): void;
}
