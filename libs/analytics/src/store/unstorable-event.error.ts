/** Among the events is one that can never be stored for what it is, not for the state that the database is in. */
export class UnstorableEventError extends Error {
  override readonly name = 'UnstorableEventError';

  /** @param reason without any value of the event */
  constructor(reason: string, cause?: unknown) {
    super(`an event cannot be stored: ${reason}`, { cause });
  }
}
