import { type ConsentCategory } from '@nest-privacy/core';
import { type AnalyticsEvent } from '../event/analytics-event.js';

/**
 * What became of a forwarded batch: `accepted`; `refused` for good, so that another try is in vain. Whatever may go well another time is
 * a rejection of {@link AnalyticsDestination.deliver}.
 */
export type DeliveryResult = 'accepted' | 'refused';

/** Someone outside who is sent a copy of events. Only of those that consent and signals permit. */
export interface AnalyticsDestination {
  /** Unique; letters, digits, `_` and `-`. Stands in queues and metrics. */
  readonly name: string;
  /** Category without which nothing is sent; ESSENTIALS cannot cover a transfer to somebody else. */
  readonly requires: ConsentCategory;
  /** Events in one delivery, at most. */
  readonly batchSize: number;
  /** Tries per delivery. */
  readonly attempts: number;
  /** Sends; rejects when another try may succeed. */
  deliver(events: readonly AnalyticsEvent[]): Promise<DeliveryResult>;
}
