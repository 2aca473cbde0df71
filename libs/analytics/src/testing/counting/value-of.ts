import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { type Dimension, type NamedDimension, propertyOf } from '../../statistics/dimension.js';
import { type CountedEvent } from './counted-event.js';

type ValueOf = (counted: CountedEvent) => string;

const ofEvent =
  (read: (event: AnalyticsEvent) => string): ValueOf =>
  ({ event }) =>
    read(event);

/** Of the first event of its visit, and of the event itself where it belongs to none. */
const ofOrigin =
  (read: (event: AnalyticsEvent) => string): ValueOf =>
  ({ event, visit }) =>
    read(visit?.first ?? event);

const VALUES: Readonly<Record<NamedDimension, ValueOf>> = {
  page: ofEvent(({ page }) => page),
  'entry-page': ({ visit }) => visit?.entryPage ?? '',
  'exit-page': ({ visit }) => visit?.exitPage ?? '',
  route: ofEvent(({ route }) => route),
  host: ofEvent(({ host }) => host),
  title: ofEvent(({ title }) => title),
  channel: ofOrigin(({ channel }) => channel),
  source: ofOrigin(({ source }) => source),
  referrer: ofEvent(({ referrer }) => referrer),
  keyword: ofEvent(({ keyword }) => keyword),
  'utm-source': ofOrigin(({ campaign }) => campaign?.source ?? ''),
  'utm-medium': ofOrigin(({ campaign }) => campaign?.medium ?? ''),
  'utm-campaign': ofOrigin(({ campaign }) => campaign?.campaign ?? ''),
  'utm-term': ofOrigin(({ campaign }) => campaign?.term ?? ''),
  'utm-content': ofOrigin(({ campaign }) => campaign?.content ?? ''),
  click: ofEvent(({ click }) => click),
  country: ofEvent(({ country }) => country),
  region: ofEvent(({ region }) => region),
  language: ofEvent(({ language }) => language),
  device: ofEvent(({ device }) => device),
  browser: ofEvent(({ browser }) => browser),
  'browser-version': ofEvent(({ browserVersion }) => browserVersion),
  os: ofEvent(({ os }) => os),
  'os-version': ofEvent(({ osVersion }) => osVersion),
  screen: ofEvent(({ screen }) => screen),
  event: ofEvent(({ kind, name }) => (kind === 'event' ? name : '')),
  audience: ofEvent(({ audience }) => audience),
};

/** What an event says of a dimension; empty where it says nothing. */
export function valueOf(dimension: Dimension, counted: CountedEvent): string {
  const property = propertyOf(dimension);
  if (property === undefined) return VALUES[dimension as NamedDimension](counted);
  const properties = counted.event.properties ?? {};
  return Object.hasOwn(properties, property) ? String(properties[property] ?? '') : '';
}
