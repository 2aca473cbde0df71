import { dayOf, quarterOf, VISIT_GAP } from './days.js';
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
const TOTAL = sumKey(SUM_DIMENSION.total, 0);
const STORED = sumKey(SUM_DIMENSION.stored, 0);

type ForKey = (key: SumKey) => void;

/** The first and the last page of its visit, by which a segment counts as well. */
function forPages({ entryPage, exitPage }: Segment, visit: ForKey): void {
  if (entryPage !== 0) visit(sumKey(ENTRY, entryPage));
  if (exitPage !== 0) visit(sumKey(EXIT, exitPage));
}

/** Everything that a segment's page views and events count under, each once: what is its own, its visit's, and of first and last pages only where it has page views. */
function forKeysOfOne(segment: Segment, visit: ForKey): void {
  for (const key of segment.seen) visit(key);
  for (const key of segment.origin) visit(key);
  if (segment.pageviews > 0) forPages(segment, visit);
}

const isCounted = ({ pageviews, events }: Segment): boolean => pageviews + events > 0;

/** The same of some segments. */
function forKeys(segments: readonly Segment[], visit: ForKey): void {
  const counted = segments.filter(isCounted);
  const [only] = counted;
  if (only === undefined) return;
  if (counted.length === 1) return forKeysOfOne(only, visit);
  const keys = new Set<SumKey>();
  for (const segment of counted) forKeysOfOne(segment, (key) => void keys.add(key));
  keys.forEach(visit);
}

const COUNT = { pageview: 'pageviews', event: 'events', miss: 'misses' } as const;

/** What an event adds by itself, whoever sent it. */
export function addEvent(sums: Sums, { kind, moment, own, origin, visitor, revenue }: CodedEvent, sign: Sign): void {
  const day = dayOf(moment[0]);
  const count = COUNT[kind];
  const add = (key: SumKey): void => {
    const delta = sums.at(day, key);
    delta[count] += sign;
    if (revenue) delta.addRevenue(revenue[0], sign * revenue[1]);
  };
  const stored = sums.at(day, STORED);
  stored.pageviews += sign;
  stored.events += 1;
  for (const key of own) add(key);
  if (own.includes(TOTAL)) add(sumKey(QUARTER, quarterOf(moment[0])));
  if (visitor === null) for (const key of origin) add(key);
}

/** What the events of a visitor's day add under the dimensions of their visits. */
function addByVisit(sums: Sums, { day, segments }: VisitorDay, sign: Sign): void {
  for (const segment of segments) {
    const add = (key: SumKey): Delta => {
      const delta = sums.at(day, key);
      delta.pageviews += sign * segment.pageviews;
      delta.misses += sign * segment.misses;
      return delta;
    };
    forPages(segment, add);
    for (const key of segment.origin) {
      const delta = add(key);
      delta.events += sign * segment.events;
      for (const [currency, amount] of segment.revenue) delta.addRevenue(currency, sign * amount);
    }
  }
}

/** Who was there: once for everything that the visitor's day counts under. */
function addVisitor(sums: Sums, row: VisitorDay, sign: Sign): void {
  const { day, visitor, persistent, segments } = row;
  const add = (key: SumKey): void => {
    const delta = sums.at(day, key);
    if (persistent) delta.addLasting(visitor, sign);
    else delta.visitors += sign;
  };
  forKeys(segments, add);
  const quarters = new Set<number>();
  for (const segment of segments)
    if (segment.seen.has(TOTAL)) for (const quarter of segment.quarters) quarters.add(quarter);
  if (quarters.size === 0) return;
  if (persistent) return quarters.forEach((quarter) => add(sumKey(QUARTER, quarter)));
  add(sumKey(QUARTER, Math.min(...quarters)));
  add(sumKey(LAST, Math.max(...quarters)));
}

/** What a visitor's day adds beyond its events. */
export function addVisitorDay(sums: Sums, row: VisitorDay, sign: Sign): void {
  if (row.segments.length === 0) return;
  addByVisit(sums, row, sign);
  addVisitor(sums, row, sign);
}

/** What a visit adds to the day and the quarter in which it began; and that it changed, to all days that may have its events. */
export function addVisit(sums: Sums, visit: Visit, segments: readonly Segment[], sign: Sign): void {
  for (let day = dayOf(visit.begun); day <= dayOf(visit.ended + VISIT_GAP); day++) sums.at(day, STORED).events += 1;
  if (!visit.counts) return;
  const day = dayOf(visit.begun);
  const add = (key: SumKey): void => {
    const delta = sums.at(day, key);
    delta.visits += sign;
    if (visit.bounced) delta.bounces += sign;
    delta.duration += sign * (visit.ended - visit.begun);
  };
  forKeys(segments, add);
  add(sumKey(QUARTER, quarterOf(visit.begun)));
}
