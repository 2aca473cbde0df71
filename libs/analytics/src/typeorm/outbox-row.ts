import { type AnalyticsOutboxEntity } from '../entities/analytics-outbox.entity.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';

/** Every clock of every host is past it. */
const AT_ONCE = new Date(0);

/**
 * An event as the outbox keeps it. Not even the masked network goes with it, for a table outlives the moment.
 *
 * @param now milliseconds since the epoch
 */
export function outboxRow({ address: _address, ...event }: AnalyticsEvent, now: number): AnalyticsOutboxEntity {
  return {
    id: event.id,
    created: new Date(now),
    due: AT_ONCE,
    tries: 0,
    visitor: event.persistent ? event.visitor : null,
    payload: JSON.stringify(event),
  };
}

/** The event in a row; `undefined` where the row is damaged. */
export function eventInRow({ id, payload }: AnalyticsOutboxEntity): AnalyticsEvent | undefined {
  try {
    const event = JSON.parse(payload) as Partial<AnalyticsEvent> | null;
    return event?.id === id ? (event as AnalyticsEvent) : undefined;
  } catch {
    return undefined;
  }
}
