import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type SaltSource } from '../identity/salt-source.js';

/** A transaction of the application's, as far as events are written in it. Its salts are asked for by the transaction, which waits for nobody else so. */
export interface OutboxTransaction extends Pick<SaltSource, 'saltOf'> {
  /** Writes events that stand if and only if the transaction does. */
  add(events: readonly AnalyticsEvent[]): Promise<void>;
}

/** An event that waits for its way into the store. */
export interface WaitingEvent {
  readonly id: string;
  /** How often it was taken, this time included. */
  readonly tries: number;
  /** `undefined` where it cannot be read. */
  readonly event: AnalyticsEvent | undefined;
}

/** Events that are in an outbox. */
export interface OutboxSize {
  readonly waiting: number;
  /** Those that were given up, for people to look at. */
  readonly parked: number;
}

/** Where events wait that were written in transactions of the application's. */
export interface EventOutbox {
  /**
   * @param manager of the transaction
   * @throws ConfigurationError `OUTBOX_TRANSACTION` where it is of no open transaction, `OUTBOX_DATA_SOURCE` where it is one of another database
   */
  within(manager: unknown): OutboxTransaction;
  /** Takes events that wait. Nobody else takes them for a while, and then somebody does, should this process die. */
  claim(limit: number): Promise<readonly WaitingEvent[]>;
  /** Forgets events that are in the store. */
  remove(ids: readonly string[]): Promise<void>;
  /** Gives events up, so that nobody takes them any more. */
  park(ids: readonly string[]): Promise<void>;
  /** Forgets events that were given up. @param before instant of their writing, in milliseconds since the epoch */
  forgetParked(before: number): Promise<void>;
  /**
   * Forgets the events of visitors who are known for longer than a day.
   *
   * @param visitors 32 hex digits each
   * @returns how many there were
   */
  forget(visitors: readonly string[]): Promise<number>;
  size(): Promise<OutboxSize>;
}

/** Injection token of {@link EventOutbox}; a store of the application's own has none, and no event is written in a transaction then. */
export const EventOutbox = Symbol.for('@nest-privacy/analytics:EventOutbox');
