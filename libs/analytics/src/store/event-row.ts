import { type AnalyticsEvent } from '../pipeline/analytics-event.js';

/** Bits of the column `flags`. */
export const EVENT_FLAGS = { customEvent: 1, persistentVisitor: 2, bot: 4 } as const;

/** Columns of an event, in the order of {@link rowOf}. */
export const EVENT_COLUMNS = [
  'id_high',
  'id_low',
  'at',
  'visitor',
  'site',
  'page',
  'route',
  'host',
  'referrer',
  'client',
  'title',
  'name',
  'flags',
  'properties',
] as const;

/** A value of a row. */
export type EventValue = number | string | null;

const BITS_48 = 12;
const BITS_52 = 13;

/**
 * The two numbers of an event's id: the first 48 bits of the UUID, and 52 of the random ones that follow its version and variant. Both are whole
 * numbers that JavaScript keeps exactly.
 */
export function idPartsOf(id: string): readonly [high: number, low: number] {
  const hex = id.replaceAll('-', '');
  return [parseInt(hex.slice(0, BITS_48), 16), parseInt(hex.slice(13, 16) + hex.slice(17, 27), 16)];
}

/** 52 bits of a visitor, enough to tell the visitors of a site apart. */
const visitorNumber = (visitor: string | null): number | null =>
  visitor === null ? null : parseInt(visitor.slice(0, BITS_52), 16);

const clientOf = ({ device, browser, os, language }: AnalyticsEvent): string =>
  [device, browser, os, language].join('|');

const flagsOf = ({ kind, persistent, bot }: AnalyticsEvent): number =>
  (kind === 'event' ? EVENT_FLAGS.customEvent : 0) |
  (persistent ? EVENT_FLAGS.persistentVisitor : 0) |
  (bot === '' ? 0 : EVENT_FLAGS.bot);

/** The texts of an event that stand in the dictionary, in the order of their columns. */
export const termsOf = (event: AnalyticsEvent): readonly string[] => [
  event.site,
  event.page,
  event.route,
  event.host,
  event.referrer,
  clientOf(event),
  event.title,
  event.name,
];

/** The row of an event. */
export function rowOf(event: AnalyticsEvent, terms: ReadonlyMap<string, number>): EventValue[] {
  const [high, low] = idPartsOf(event.id);
  return [
    high,
    low,
    event.at,
    visitorNumber(event.visitor),
    ...termsOf(event).map((term) => terms.get(term) ?? Number.NaN),
    flagsOf(event),
    event.properties === null ? '' : JSON.stringify(event.properties),
  ];
}
