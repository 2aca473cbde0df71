import { type AnalyticsEvent } from '../event/analytics-event.js';

/** An event as the store still knows it. */
export type StoredEvent = Omit<
  AnalyticsEvent,
  'id' | 'visitor' | 'persistent' | 'bot' | 'permits' | 'address' | 'alias' | 'audience' | 'activity' | 'interactive'
>;

/** What a store keeps of visitors who are known for longer than a day, for whoever asks about themselves. */
export interface VisitorEvents {
  /** When the earliest event of all was, in milliseconds since the epoch; `undefined` where there is none. */
  earliest(): Promise<number | undefined>;
  /**
   * The events of visitors, in pieces, so that they need never be in memory at once.
   *
   * @param visitors 32 hex digits each
   */
  of(visitors: readonly string[]): AsyncIterable<StoredEvent>;
  /**
   * Deletes the events of visitors; those of before that are stored later, because a queue held them, are not kept either.
   *
   * @param visitors 32 hex digits each
   * @returns after each piece, how many were deleted with it
   */
  erase(visitors: readonly string[]): AsyncIterable<number>;
}

/** Injection token of {@link VisitorEvents}; a store of the application's own may do without it, and then answers for its events itself. */
export const VisitorEvents = Symbol.for('@nest-privacy/analytics:VisitorEvents');
