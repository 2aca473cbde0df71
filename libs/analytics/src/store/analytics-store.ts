import { type AnalyticsEvent } from '../event/analytics-event.js';

/** Keeps events. */
export interface AnalyticsStore {
  /**
   * Stores events whose id is not stored yet; all or none.
   *
   * @returns those that are new
   * @throws UnstorableEventError when one of them can never be stored; any other error means that it may go well another time
   */
  append(events: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]>;
  /** Whether another try may go well; `false` once it is closed for good. */
  readonly isOpen: boolean;
}

/** Injection token of {@link AnalyticsStore}. */
export const AnalyticsStore = Symbol.for('@nest-privacy/analytics:Store');
