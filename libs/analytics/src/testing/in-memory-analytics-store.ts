import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type AnalyticsStore } from '../store/analytics-store.js';

/** Keeps events in an array, each id once. */
export class InMemoryAnalyticsStore implements AnalyticsStore {
  readonly events: AnalyticsEvent[] = [];
  private readonly ids = new Set<string>();

  append(events: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]> {
    const fresh = events.filter(({ id }) => !this.ids.has(id) && this.ids.add(id));
    this.events.push(...fresh);
    return Promise.resolve(fresh);
  }
}
