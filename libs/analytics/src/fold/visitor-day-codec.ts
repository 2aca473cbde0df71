import { type Moment } from './moment.js';
import { type Origin, type SeenPage, type Segment } from './segment.js';
import { type Touch, VisitorDay } from './visitor-day.js';

/** A segment as its row keeps it, in the order of its members. */
type PackedSegment = readonly [
  visit: number,
  late: Moment | 0,
  counts: readonly number[],
  first: Origin | 0,
  last: number,
  entry: SeenPage | 0,
  exit: SeenPage | 0,
  seen: readonly number[],
  quarters: readonly number[],
  revenue: readonly (readonly [number, number])[],
  origin: readonly number[],
  entryPage: number,
  exitPage: number,
];

interface PackedRow {
  readonly s: readonly PackedSegment[];
  readonly t: readonly (readonly [visit: number, from: number, to: number])[];
}

const pack = (segment: Segment): PackedSegment => [
  segment.visit,
  segment.late ?? 0,
  [segment.pageviews, segment.events, segment.misses, segment.livePageviews, segment.interactions],
  segment.first ?? 0,
  segment.last,
  segment.entry ?? 0,
  segment.exit ?? 0,
  [...segment.seen],
  [...segment.quarters],
  [...segment.revenue],
  segment.origin,
  segment.entryPage,
  segment.exitPage,
];

function unpack(packed: PackedSegment): Segment {
  const [visit, late, counts, first, last, entry, exit, seen, quarters, revenue, origin, entryPage, exitPage] = packed;
  const [pageviews = 0, events = 0, misses = 0, livePageviews = 0, interactions = 0] = counts;
  return {
    ...{ visit, late: late || null, pageviews, events, misses, livePageviews, interactions },
    ...{ first: first || null, last, entry: entry || null, exit: exit || null },
    ...{ seen: new Set(seen), quarters: new Set(quarters), revenue: new Map(revenue) },
    ...{ origin, entryPage, exitPage },
  };
}

/** What a visitor's day is, as text. */
export const packVisitorDay = ({ segments, touches }: VisitorDay): string =>
  JSON.stringify({
    s: segments.map(pack),
    t: touches.map(({ visit, from, to }) => [visit, from, to] as const),
  } satisfies PackedRow);

/** What {@link packVisitorDay} packed; the empty text is a day on which nothing was done. */
export function unpackVisitorDay(visitor: number, day: number, persistent: boolean, state: string): VisitorDay {
  if (state === '') return new VisitorDay(visitor, day, persistent);
  const { s, t } = JSON.parse(state) as PackedRow;
  const touches: Touch[] = t.map(([visit, from, to]) => ({ visit, from, to }));
  return new VisitorDay(visitor, day, persistent, s.map(unpack), touches);
}
