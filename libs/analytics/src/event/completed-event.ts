import { type AnalyticsEvent } from './analytics-event.js';

/** What events of earlier versions do not say. */
const UNKNOWN = {
  browserVersion: '',
  osVersion: '',
  screen: '',
  country: '',
  region: '',
  channel: '',
  source: '',
  keyword: '',
  campaign: null,
  click: '',
  revenue: null,
  alias: null,
  activity: 'live',
} as const satisfies Partial<AnalyticsEvent>;

/** An event that an earlier version put into a queue, as this version knows events. */
export function completedEvent(event: AnalyticsEvent): AnalyticsEvent {
  if (event.activity !== undefined) return event;
  const { kind, bot } = event;
  return { ...event, ...UNKNOWN, audience: bot === '' ? 'people' : 'bots', interactive: kind === 'event' };
}
