/** Among the events is one that the database refuses for what it is, not for the state that the database is in. */
export class UnstorableEventError extends Error {
  override readonly name = 'UnstorableEventError';

  constructor(cause: unknown) {
    super('an event cannot be stored', { cause });
  }
}
