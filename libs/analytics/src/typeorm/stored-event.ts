import { type AnalyticsEventEntity } from '../entities/analytics-event.entity.js';
import { completedEvent } from '../event/completed-event.js';
import { type AnalyticsEvent, type DeviceClass, type EventProperties } from '../event/analytics-event.js';
import { type StoredEvent } from '../store/visitor-events.js';
import { EVENT_FLAGS } from './event-row.js';

/** The numbers of the texts that a row refers to. */
export const termNumbersOf = (row: AnalyticsEventEntity): readonly number[] => [
  row.site,
  row.page,
  row.route,
  row.host,
  row.referrer,
  row.client,
  row.title,
  row.name,
];

/** The event of a row; texts that the dictionary has no more are empty. */
export function storedEvent(row: AnalyticsEventEntity, terms: ReadonlyMap<number, string>): StoredEvent {
  const [site, page, route, host, referrer, client, title, name] = termNumbersOf(row).map(
    (number) => terms.get(number) ?? '',
  ) as [string, string, string, string, string, string, string, string];
  const [device = 'unknown', browser = '', os = '', language = ''] = client.split('|');
  return completedEvent({
    at: row.at.getTime(),
    kind: row.flags & EVENT_FLAGS.customEvent ? 'event' : 'pageview',
    site,
    name,
    page,
    route,
    host,
    title,
    referrer,
    device: device as DeviceClass,
    browser,
    os,
    language,
    properties: row.properties === '' ? null : (JSON.parse(row.properties) as EventProperties),
  } as AnalyticsEvent);
}
