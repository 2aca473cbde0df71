import { days } from '@nest-privacy/core';
import { type AnalyticsEvent, type DeviceClass, type EventProperties } from '../../event/analytics-event.js';
import { completedEvent } from '../../event/completed-event.js';
import { DIRECT } from '../../event/referrer.js';
import { EVENT_FLAGS } from '../event-row.js';
import { type EarlierRow } from './earlier-table.js';

const HEX = 16;
const DIGITS_32 = 8;
const DIGITS_52 = 13;
const VISITOR_DIGITS = 32;

/** Ids that say an earlier time are none of version 7. */
const FIRST = Date.UTC(2024, 0);
const UNIT = 256;

/**
 * A UUID of which `idPartsOf` makes the numbers that it makes of the id which these two were kept of. Whether that was one of version 7 was not kept, but its time tells.
 *
 * @param now milliseconds since the epoch
 */
export function idOfParts(high: number, low: number, now: number): string {
  const h = (high >>> 0).toString(HEX).padStart(DIGITS_32, '0');
  const l = low.toString(HEX).padStart(DIGITS_52, '0');
  const time = parseInt(`1${h}`, HEX) * UNIT;
  const version = time >= FIRST && time <= now + days(1) ? '7' : '4';
  return `01${h.slice(0, 6)}-${h.slice(6)}${l.slice(0, 2)}-${version}${l.slice(2, 5)}-8${l.slice(5, 8)}-${l.slice(8)}0000000`;
}

/**
 * The event of a row, as far as it was kept.
 *
 * @param now milliseconds since the epoch
 */
export function earlierEvent(row: EarlierRow, texts: ReadonlyMap<number, string>, now: number): AnalyticsEvent {
  const text = (number: number): string => texts.get(number) ?? '';
  const [device = 'unknown', browser = '', os = '', language = ''] = text(row.client).split('|');
  const referrer = text(row.referrer);
  const has = (flag: number): boolean => (row.flags & flag) !== 0;
  // Without what versions before did not say, as it stands in a queue of theirs.
  const former = completedEvent({
    ...{ id: idOfParts(row.id_high, row.id_low, now), at: row.at, referrer, browser, os, language },
    kind: has(EVENT_FLAGS.customEvent) ? 'event' : 'pageview',
    ...{ site: text(row.site), page: text(row.page), route: text(row.route), host: text(row.host) },
    ...{ title: text(row.title), name: text(row.name) },
    device: (device || 'unknown') as DeviceClass,
    visitor: row.visitor?.toString(HEX).padStart(DIGITS_52, '0').padEnd(VISITOR_DIGITS, '0') ?? null,
    persistent: has(EVENT_FLAGS.persistentVisitor),
    bot: has(EVENT_FLAGS.bot) ? 'earlier' : '',
    properties: row.properties === '' ? null : (JSON.parse(row.properties) as EventProperties),
    permits: [],
  } as unknown as AnalyticsEvent);
  return { ...former, channel: referrer === DIRECT ? 'Direct' : '' };
}
