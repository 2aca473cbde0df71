import { type EntityManager } from 'typeorm';
import { type AnalyticsEvent } from '../event/analytics-event.js';

/** Takes part in the transaction that stores events: what it writes stands if and only if they do. */
export interface EventParticipant {
  /**
   * Called for each batch with those of its events that are new, in the order of the batch, once they are stored and before the transaction ends; not at all when
   * none is. When the transaction has to be tried again, so is this. What it throws undoes the batch as well, which its queue delivers again later.
   *
   * Processes store at the same time: whoever changes rows that they share locks them in one order.
   *
   * @param manager of the transaction; whoever asks the DataSource by another way waits for the transaction, which waits for them
   */
  stored(events: readonly AnalyticsEvent[], manager: EntityManager): Promise<void>;
}

/**
 * Injection token of a list of {@link EventParticipant}s, in the order in which they are called. Bind it by the extra `extraProviders`.
 *
 * @default none
 */
export const EventParticipants = Symbol.for('@nest-privacy/analytics:EventParticipants');
