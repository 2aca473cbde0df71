import { type AnalyticsEvent } from '../../event/analytics-event.js';

/** The order of events: by time, and by id where that is the same. */
export const byTime = (a: AnalyticsEvent, b: AnalyticsEvent): number =>
  a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id));
