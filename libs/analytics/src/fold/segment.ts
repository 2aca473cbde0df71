import { compareMoments, type Moment } from './moment.js';
import { type CodedEvent } from './coded-event.js';
import { type SumKey } from './sum-dimension.js';
import { quarterOf } from './days.js';

/** Belongs to no visit. */
export const NO_VISIT = 0;

/** A page view by when it was, with the number of its page. */
export type SeenPage = readonly [moment: Moment, page: number];

/** Where a visit came from by its first event: a number for all of it, and what it counts under. */
export type Origin = readonly [moment: Moment, arrival: number, keys: readonly SumKey[]];

/**
 * What one visitor did on one UTC day within one visit, or outside of any: as much as it takes to know each sum that it is part of. All of it is made so that the order in which events
 * come does not matter.
 */
export interface Segment {
  /** Number of the visit, or {@link NO_VISIT}. */
  visit: number;
  /** Of an event that belongs to whichever visit was under way then. */
  readonly late: Moment | null;
  pageviews: number;
  events: number;
  misses: number;
  /** Page views by which a visit is told to have bounced. */
  livePageviews: number;
  interactions: number;
  first: Origin | null;
  /** Of its last live event, in milliseconds since the epoch. */
  last: number;
  entry: SeenPage | null;
  exit: SeenPage | null;
  /** What its page views and events count under by themselves. */
  readonly seen: Set<SumKey>;
  /** Quarters of the day in which its page views and events were; of visitors who are known for a day only the first and the last matter. */
  readonly quarters: Set<number>;
  /** By number of the currency. */
  readonly revenue: Map<number, number>;
  /** What it counts under by its visit, or by itself outside of any. */
  origin: readonly SumKey[];
  entryPage: number;
  exitPage: number;
}

/** Nothing was done yet. */
export const emptySegment = (visit: number, late: Moment | null): Segment => ({
  visit,
  late,
  pageviews: 0,
  events: 0,
  misses: 0,
  livePageviews: 0,
  interactions: 0,
  first: null,
  last: 0,
  entry: null,
  exit: null,
  seen: new Set(),
  quarters: new Set(),
  revenue: new Map(),
  origin: [],
  entryPage: 0,
  exitPage: 0,
});

const COUNT = { pageview: 'pageviews', event: 'events', miss: 'misses' } as const;

/** Adds an event to a segment. */
export function addToSegment(segment: Segment, event: CodedEvent): void {
  const { kind, moment, page, revenue } = event;
  segment[COUNT[kind]] += 1;
  if (kind !== 'miss') {
    for (const key of event.own) segment.seen.add(key);
    segment.quarters.add(quarterOf(moment[0]));
  }
  if (revenue) segment.revenue.set(revenue[0], (segment.revenue.get(revenue[0]) ?? 0) + revenue[1]);
  if (event.activity !== 'live') return void (segment.origin = event.origin);
  if (!segment.first || compareMoments(moment, segment.first[0]) < 0)
    segment.first = [moment, event.arrival, event.origin];
  segment.last = Math.max(segment.last, moment[0]);
  if (event.interactive) segment.interactions += 1;
  if (kind !== 'pageview') return;
  segment.livePageviews += 1;
  if (!segment.entry || compareMoments(moment, segment.entry[0]) < 0) segment.entry = [moment, page];
  if (!segment.exit || compareMoments(moment, segment.exit[0]) > 0) segment.exit = [moment, page];
}

function joinMaps(into: Map<number, number>, from: ReadonlyMap<number, number>): void {
  for (const [key, value] of from) into.set(key, (into.get(key) ?? 0) + value);
}

/** Adds all of one segment to another of the same visitor and day. */
export function joinSegments(into: Segment, from: Segment): void {
  for (const name of ['pageviews', 'events', 'misses', 'livePageviews', 'interactions'] as const)
    into[name] += from[name];
  if (from.first && (!into.first || compareMoments(from.first[0], into.first[0]) < 0)) into.first = from.first;
  into.last = Math.max(into.last, from.last);
  if (from.entry && (!into.entry || compareMoments(from.entry[0], into.entry[0]) < 0)) into.entry = from.entry;
  if (from.exit && (!into.exit || compareMoments(from.exit[0], into.exit[0]) > 0)) into.exit = from.exit;
  for (const key of from.seen) into.seen.add(key);
  for (const quarter of from.quarters) into.quarters.add(quarter);
  joinMaps(into.revenue, from.revenue);
}
