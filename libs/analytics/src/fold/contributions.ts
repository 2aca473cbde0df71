import { dayOf, quarterOf } from './days.js';
import { type Delta } from './delta.js';
import { type Segment } from './segment.js';
import { type CodedEvent } from './coded-event.js';
import { SUM_DIMENSION, type SumKey, sumKey } from './sum-dimension.js';
import { type Sums } from './sums.js';
import { type Visit } from './visit.js';
import { type VisitorDay } from './visitor-day.js';

/** Whether something is to be added to the sums, or taken out of them. */
export type Sign = 1 | -1;

const { entryPage: ENTRY, exitPage: EXIT, quarter: QUARTER, lastQuarter: LAST } = SUM_DIMENSION;

/** What a segment counts under by its visit: of first and last pages only its page views do. */
function visitKeysOf({ origin, entryPage, exitPage }: Segment): {
  readonly all: readonly SumKey[];
  readonly pages: readonly SumKey[];
} {
  const pages = [];
  if (entryPage !== 0) pages.push(sumKey(ENTRY, entryPage));
  if (exitPage !== 0) pages.push(sumKey(EXIT, exitPage));
  return { all: origin, pages };
}

/** Everything that the page views and events of some segments count under. */
function keysOf(segments: readonly Segment[]): ReadonlySet<SumKey> {
  const keys = new Set<SumKey>();
  for (const segment of segments) {
    if (segment.pageviews + segment.events === 0) continue;
    for (const key of segment.seen) keys.add(key);
    const { all, pages } = visitKeysOf(segment);
    for (const key of all) keys.add(key);
    if (segment.pageviews > 0) for (const key of pages) keys.add(key);
  }
  return keys;
}

function addLasting(delta: Delta, visitor: number, sign: Sign): void {
  const value = (delta.lasting.get(visitor) ?? 0) + sign;
  if (value === 0) delta.lasting.delete(visitor);
  else delta.lasting.set(visitor, value);
}

/** What an event adds by itself, whoever sent it. */
export function addEvent(sums: Sums, { kind, moment, own, origin, visitor, revenue }: CodedEvent, sign: Sign): void {
  const day = dayOf(moment[0]);
  const add = (key: SumKey): void => {
    const delta = sums.at(day, key);
    delta[kind === 'pageview' ? 'pageviews' : kind === 'event' ? 'events' : 'misses'] += sign;
    if (revenue) delta.revenue.set(revenue[0], (delta.revenue.get(revenue[0]) ?? 0) + sign * revenue[1]);
  };
  for (const key of own) add(key);
  if (isOfPeople(own)) add(sumKey(QUARTER, quarterOf(moment[0])));
  if (visitor === null) for (const key of origin) add(key);
}

const TOTAL = sumKey(SUM_DIMENSION.total, 0);
const isOfPeople = (keys: Iterable<SumKey>): boolean => {
  for (const key of keys) if (key === TOTAL) return true;
  return false;
};

/** What the events of a visitor's day add under the dimensions of their visits. */
function addByVisit(sums: Sums, { day, segments }: VisitorDay, sign: Sign): void {
  for (const segment of segments) {
    const { all, pages } = visitKeysOf(segment);
    for (const key of [...all, ...pages]) {
      const delta = sums.at(day, key);
      delta.pageviews += sign * segment.pageviews;
      delta.misses += sign * segment.misses;
    }
    for (const key of all) {
      const delta = sums.at(day, key);
      delta.events += sign * segment.events;
      for (const [currency, amount] of segment.revenue)
        delta.revenue.set(currency, (delta.revenue.get(currency) ?? 0) + sign * amount);
    }
  }
}

/** Who was there: once for everything that the visitor's day counts under. */
function addVisitor(sums: Sums, row: VisitorDay, sign: Sign): void {
  const { day, visitor, persistent, segments } = row;
  for (const key of keysOf(segments)) {
    const delta = sums.at(day, key);
    if (persistent) addLasting(delta, visitor, sign);
    else delta.visitors += sign;
  }
  const quarters = segments.filter(({ seen }) => isOfPeople(seen)).flatMap((segment) => [...segment.quarters]);
  if (quarters.length === 0) return;
  if (persistent)
    for (const quarter of new Set(quarters)) addLasting(sums.at(day, sumKey(QUARTER, quarter)), visitor, sign);
  else {
    sums.at(day, sumKey(QUARTER, Math.min(...quarters))).visitors += sign;
    sums.at(day, sumKey(LAST, Math.max(...quarters))).visitors += sign;
  }
}

/** What a visitor's day adds beyond its events. */
export function addVisitorDay(sums: Sums, row: VisitorDay, sign: Sign): void {
  addByVisit(sums, row, sign);
  addVisitor(sums, row, sign);
}

/** What a visit adds to the day and the quarter in which it began. */
export function addVisit(sums: Sums, visit: Visit, segments: readonly Segment[], sign: Sign): void {
  if (!visit.counts) return;
  const keys = [...keysOf(segments), sumKey(QUARTER, quarterOf(visit.begun))];
  for (const key of keys) {
    const delta = sums.at(dayOf(visit.begun), key);
    delta.visits += sign;
    if (visit.bounced) delta.bounces += sign;
    delta.duration += sign * (visit.ended - visit.begun);
  }
}
