import { type Audience } from '../../event/analytics-event.js';
import { VISIT_GAP } from '../../fold/days.js';
import { type Dimension, type NamedDimension, propertyOf } from '../../statistics/dimension.js';
import { type Span } from '../../statistics/period.js';
import { AUDIENCE_BITS, BITS_OF_AUDIENCE, NAME_OF_EVENT } from './event-kind.js';
import { type Reading } from './reading.js';
import { type Values } from './values.js';
import { whole } from './whole.js';

/** Tables beside the events: of who sent them, where they came from, their visit, and where that came from. */
export type Joined = 'visit' | 'client' | 'arrival' | 'origin';

/** Where the value of a dimension stands. */
export type Place =
  | { readonly kind: 'event' | 'client' | 'arrival' | 'origin' | 'visit'; readonly column: string }
  | { readonly kind: 'name' | 'audience' }
  | { readonly kind: 'property'; readonly name: string };

const at = (kind: 'event' | 'client' | 'arrival' | 'origin' | 'visit', column: string): Place => ({ kind, column });

const PLACES: Readonly<Record<NamedDimension, Place>> = {
  page: at('event', 'page'),
  'entry-page': at('visit', 'entry'),
  'exit-page': at('visit', 'exit'),
  route: at('event', 'route'),
  host: at('event', 'host'),
  title: at('event', 'title'),
  channel: at('origin', 'channel'),
  source: at('origin', 'source'),
  referrer: at('arrival', 'referrer'),
  keyword: at('arrival', 'keyword'),
  'utm-source': at('origin', 'utm_source'),
  'utm-medium': at('origin', 'utm_medium'),
  'utm-campaign': at('origin', 'utm_campaign'),
  'utm-term': at('origin', 'utm_term'),
  'utm-content': at('origin', 'utm_content'),
  click: at('arrival', 'click'),
  country: at('client', 'country'),
  region: at('client', 'region'),
  language: at('client', 'language'),
  device: at('client', 'device'),
  browser: at('client', 'browser'),
  'browser-version': at('client', 'browser_version'),
  os: at('client', 'os'),
  'os-version': at('client', 'os_version'),
  screen: at('client', 'screen'),
  event: { kind: 'name' },
  audience: { kind: 'audience' },
};

/** Where the value of a dimension stands. */
export function placeOf(dimension: Dimension): Place {
  const name = propertyOf(dimension);
  return name === undefined ? PLACES[dimension as NamedDimension] : { kind: 'property', name };
}

/** The value of a dimension for each event, and the tables that it takes. */
export interface Fact {
  readonly sql: string;
  readonly joins: readonly Joined[];
}

/** What an event has of a dimension: the number of a text, or of a property the text itself. */
export function factOf(dimension: Dimension, reading: Reading, values: Values): Fact {
  const place = placeOf(dimension);
  switch (place.kind) {
    case 'event':
      return { sql: `e.{${place.column}}`, joins: [] };
    case 'client':
      return { sql: `c.{${place.column}}`, joins: ['client'] };
    case 'arrival':
      return { sql: `a.{${place.column}}`, joins: ['arrival'] };
    case 'origin':
      return { sql: `o.{${place.column}}`, joins: ['visit', 'origin'] };
    case 'visit':
      return { sql: `COALESCE(v.{${place.column}}, 0)`, joins: ['visit'] };
    case 'name':
      return { sql: NAME_OF_EVENT, joins: [] };
    case 'audience':
      return { sql: audienceOf(reading), joins: [] };
    case 'property':
      return { sql: propertySql(place.name, reading, values), joins: [] };
  }
}

function audienceOf({ audiences }: Reading): string {
  const cases = (Object.keys(BITS_OF_AUDIENCE) as Audience[]).map(
    (audience) => `WHEN ${BITS_OF_AUDIENCE[audience]} THEN ${audiences[audience]}`,
  );
  return `CASE ${AUDIENCE_BITS} ${cases.join(' ')} END`;
}

/** The text of a property; the empty text where there is none. */
export function propertySql(name: string, { dialect }: Reading, values: Values): string {
  const read =
    dialect === 'postgres'
      ? `e.{properties}::json ->> ${values.of(name)}`
      : sqliteProperty(values.of(`$.${JSON.stringify(name)}`));
  return `CASE WHEN e.{properties} = '' THEN '' ELSE COALESCE(${read}, '') END`;
}

/** Numbers as they were written, for SQLite would write them in its own way. */
const sqliteProperty = (path: string): string =>
  `CASE json_type(e.{properties}, ${path}) WHEN 'text' THEN json_extract(e.{properties}, ${path})
     WHEN 'null' THEN '' ELSE e.{properties} -> ${path} END`;

/** The visits of events of a time are those that began before its end and went on until its beginning, or half an hour less, for late events. */
const visitsOf = ({ site }: Reading, { start, end }: Span): string =>
  `v.{site} = ${site} AND v.{begun} < ${whole(end)} AND v.{ended} >= ${whole(start - VISIT_GAP)}`;

const JOINS: Readonly<Record<Joined, string>> = {
  visit: 'LEFT JOIN {visit} v ON v.{id} = e.{visit}',
  client: 'JOIN {client} c ON c.{id} = e.{client}',
  arrival: 'JOIN {arrival} a ON a.{id} = e.{arrival}',
  origin: 'JOIN {arrival} o ON o.{id} = COALESCE(v.{arrival}, e.{arrival})',
};

/**
 * What comes after `{event} e`.
 *
 * @param time of the events, in order
 */
export const joinsSql = (joins: Iterable<Joined>, reading: Reading, time: readonly Span[]): string => {
  const wanted = new Set(joins);
  const range = { start: time[0]!.start, end: time.at(-1)!.end };
  return (Object.keys(JOINS) as Joined[])
    .filter((joined) => wanted.has(joined))
    .map((joined) => (joined === 'visit' ? `${JOINS.visit} AND ${visitsOf(reading, range)}` : JOINS[joined]))
    .join(' ');
};
