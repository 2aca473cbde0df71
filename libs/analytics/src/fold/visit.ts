import { compareMoments } from './moment.js';
import { type SeenPage, type Segment } from './segment.js';
import { type VisitorDay } from './visitor-day.js';

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
  for (const { visitor, day, segments, touches } of rows)
    for (const visit of new Set([...segments, ...touches].map((one) => one.visit))) {
      const others = found.get(visit) ?? [];
      others.push([visitor, day]);
      found.set(visit, others);
    }
  return found;
}

const edge = (pages: readonly (SeenPage | null)[], sign: 1 | -1): number => {
  const known = pages.filter((page) => page !== null);
  known.sort((a, b) => sign * compareMoments(a[0], b[0]));
  return known[0]?.[1] ?? 0;
};

/** The visit that some segments make, which are told what follows from it for them. */
export function settleVisit(id: number, segments: readonly Segment[], parts: readonly VisitPart[]): Visit {
  const sum = (of: (segment: Segment) => number): number => segments.reduce((total, one) => total + of(one), 0);
  const [origin] = segments.flatMap(({ first }) => (first ? [first] : [])).sort((a, b) => compareMoments(a[0], b[0]));
  const entry = edge(
    segments.map((segment) => segment.entry),
    1,
  );
  const exit = edge(
    segments.map((segment) => segment.exit),
    -1,
  );
  for (const segment of segments)
    Object.assign(segment, { origin: origin?.[2] ?? [], entryPage: entry, exitPage: exit });
  return {
    id,
    begun: origin?.[0][0] ?? 0,
    ended: Math.max(...segments.map(({ last }) => last)),
    bounced: sum(({ livePageviews }) => livePageviews) === 1 && sum(({ interactions }) => interactions) === 0,
    counts: sum(({ pageviews, events }) => pageviews + events) > 0,
    entry,
    exit,
    arrival: origin?.[1] ?? 0,
    parts,
  };
}
