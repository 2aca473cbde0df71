import { compareMoments, type Moment } from './moment.js';
import { type Origin, type SeenPage, type Segment } from './segment.js';
import { type SumKey } from './sum-dimension.js';
import { type VisitorDay } from './visitor-day.js';

const NOWHERE: readonly SumKey[] = [];

/** A row that knows of a visit. */
export type VisitPart = readonly [visitor: number, day: number];

/** A visit as it is kept for questions: it follows from its segments. */
export interface Visit {
  readonly id: number;
  /** Of its first and its last live event, in milliseconds since the epoch. */
  readonly begun: number;
  readonly ended: number;
  readonly bounced: boolean;
  /** Whether it has a page view or an event, without which nobody visited. */
  readonly counts: boolean;
  /** Number of the first and of the last page; 0 without any. */
  readonly entry: number;
  readonly exit: number;
  readonly arrival: number;
  readonly parts: readonly VisitPart[];
}

/** The segments of each visit in some rows. */
export function segmentsByVisit(rows: Iterable<VisitorDay>): ReadonlyMap<number, Segment[]> {
  const found = new Map<number, Segment[]>();
  for (const { segments } of rows)
    for (const segment of segments) {
      const others = found.get(segment.visit);
      if (others) others.push(segment);
      else found.set(segment.visit, [segment]);
    }
  return found;
}

/** The rows that know of each visit. */
export function partsByVisit(rows: Iterable<VisitorDay>): ReadonlyMap<number, VisitPart[]> {
  const found = new Map<number, VisitPart[]>();
  for (const { visitor, day, segments, touches } of rows) {
    const part = [visitor, day] as const;
    const add = ({ visit }: { readonly visit: number }): void => {
      const others = found.get(visit);
      if (!others) found.set(visit, [part]);
      else if (others.at(-1) !== part) others.push(part);
    };
    segments.forEach(add);
    touches.forEach(add);
  }
  return found;
}

const isBefore = (a: Moment, b: Moment): boolean => compareMoments(a, b) < 0;

/** The visit that some segments make, which are told what follows from it for them. */
export function settleVisit(id: number, segments: readonly Segment[], parts: readonly VisitPart[]): Visit {
  let [origin, entry, exit]: [Origin | null, SeenPage | null, SeenPage | null] = [null, null, null];
  let [ended, livePageviews, interactions, counted] = [-Infinity, 0, 0, 0];
  for (const segment of segments) {
    if (segment.first && (!origin || isBefore(segment.first[0], origin[0]))) origin = segment.first;
    if (segment.entry && (!entry || isBefore(segment.entry[0], entry[0]))) entry = segment.entry;
    if (segment.exit && (!exit || isBefore(exit[0], segment.exit[0]))) exit = segment.exit;
    ended = Math.max(ended, segment.last);
    livePageviews += segment.livePageviews;
    interactions += segment.interactions;
    counted += segment.pageviews + segment.events;
  }
  const [entryPage, exitPage] = [entry?.[1] ?? 0, exit?.[1] ?? 0];
  for (const segment of segments) {
    segment.origin = origin?.[2] ?? NOWHERE;
    segment.entryPage = entryPage;
    segment.exitPage = exitPage;
  }
  return {
    id,
    begun: origin?.[0][0] ?? 0,
    ended,
    bounced: livePageviews === 1 && interactions === 0,
    counts: counted > 0,
    entry: entryPage,
    exit: exitPage,
    arrival: origin?.[1] ?? 0,
    parts,
  };
}
