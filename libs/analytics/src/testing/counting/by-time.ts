import { type AnalyticsEvent } from '../../event/analytics-event.js';

const VERSION = 14;
/** What stores keep of ids that were not made by the time. */
const KEPT_FROM = 4;

/** What ids of one millisecond are sorted by: those of version 7 as they are, after all others. */
const placeOf = (id: string): string => (id[VERSION] === '7' ? `7 ${id}` : `0 ${id.slice(KEPT_FROM)}`);

/** The order of events: by time, and by id where that is the same. */
export function byTime(a: AnalyticsEvent, b: AnalyticsEvent): number {
  const [one, other] = [placeOf(a.id), placeOf(b.id)];
  return a.at - b.at || (one < other ? -1 : Number(one > other));
}
