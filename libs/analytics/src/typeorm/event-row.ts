import { type AnalyticsEvent } from '../event/analytics-event.js';

/** Bits of the column `flags`. */
export const EVENT_FLAGS = { customEvent: 1, persistentVisitor: 2, bot: 4 } as const;

/** Columns of an event, in the order of {@link rowOf}. */
export const EVENT_COLUMNS = [
  'id_low',
  'at',
  'visitor',
  'id_high',
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

const BITS_52 = 13;

/**
 * The two numbers of an event's id, 84 bits of the UUID that sort as it does: those of its time but the first eight, which change every 35 years, and 44 of
 * its random ones. The first number is an integer of 32 bits with a sign, the other one of 52 bits, which JavaScript keeps exactly.
 */
export const idPartsOf = (id: string): readonly [high: number, low: number] => [
  parseInt(id.slice(2, 8) + id.slice(9, 11), 16) | 0,
  parseInt(id.slice(11, 13) + id.slice(15, 18) + id.slice(20, 23) + id.slice(24, 29), 16),
];

/** 52 bits of a visitor, enough to tell the visitors of a site apart. */
export const visitorNumber = (visitor: string): number => parseInt(visitor.slice(0, BITS_52), 16);

const clientOf = ({ device, browser, os, language }: AnalyticsEvent): string =>
  `${device}|${browser}|${os}|${language}`;

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

/** What stands for texts that found no room in the dictionary. */
export const OTHER = '(other)';

/** What stands for each of {@link termsOf} where there is no room for it; site and route are the application's own and always have it. */
export const substitutesOf = ({ site, route, device }: AnalyticsEvent): readonly string[] => [
  site,
  OTHER,
  route,
  OTHER,
  OTHER,
  `${device}|||`,
  OTHER,
  OTHER,
];

/**
 * The row of an event.
 *
 * @param numbers numbers of its texts
 * @param substitutes what is taken for a text without a number. Default: nothing
 * @returns `undefined` when a text has no number
 */
export function rowOf(
  event: AnalyticsEvent,
  numbers: ReadonlyMap<string, number>,
  substitutes: readonly string[] = [],
): EventValue[] | undefined {
  const [high, low] = idPartsOf(event.id);
  const row: EventValue[] = [low, event.at, event.visitor === null ? null : visitorNumber(event.visitor), high];
  const terms = termsOf(event);
  for (let i = 0; i < terms.length; i++) {
    const number = numbers.get(terms[i]!) ?? numbers.get(substitutes[i]!);
    if (number === undefined) return undefined;
    row.push(number);
  }
  row.push(flagsOf(event), event.properties === null ? '' : JSON.stringify(event.properties));
  return row;
}
