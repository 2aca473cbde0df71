import { type AnalyticsEvent } from '../event/analytics-event.js';

/** A handler gives events of a batch up for now; whoever holds the batch keeps them aside for people to look at, and hands them out no more. */
export class ParkedEventsError extends Error {
  override readonly name = 'ParkedEventsError';

  /** @param events what is to be kept; the others of the batch are done */
  constructor(
    readonly events: readonly AnalyticsEvent[],
    cause: unknown,
  ) {
    super(
      `${events.length} events cannot be stored by this version (${cause instanceof Error ? cause.name : 'error'})`,
      {
        cause,
      },
    );
  }
}
