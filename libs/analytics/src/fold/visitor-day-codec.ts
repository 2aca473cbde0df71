import { days } from '@nest-privacy/core';
import { compareMoments, type Moment } from './moment.js';
import { type Origin, type SeenPage, type Segment } from './segment.js';
import { type Touch, VisitorDay } from './visitor-day.js';

/** A moment by milliseconds of its day. */
type PackedMoment = readonly [time: number, idHigh: number, idLow: number];

/** A page with its moment; without one for the moment by which the visit came from somewhere. */
type PackedPage = readonly [page: number] | readonly [page: number, moment: PackedMoment];

/** A segment as its row keeps it, in the order of its members. */
type PackedSegment = readonly [
  visit: number,
  late: PackedMoment | 0,
  counts: readonly number[],
  first: readonly [moment: PackedMoment, arrival: number, keys: readonly number[]] | 0,
  last: number,
  entry: PackedPage | 0,
  exit: PackedPage | 0,
  seen: readonly number[],
  quarters: readonly number[],
  revenue: readonly (readonly [number, number])[],
  /** 0 where it is that of the first event. */
  origin: readonly number[] | 0,
  entryPage: number,
  exitPage: number,
];

type PackedRow = readonly [
  segments: readonly PackedSegment[],
  touches: readonly (readonly [visit: number, from: number, to: number])[],
];

/** Stands for no last live event. */
const NEVER = -1;

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a === b || (a.length === b.length && a.every((value, i) => value === b[i]));

/** Packs what happened on one day, the times of which are counted from its beginning. */
class DayCodec {
  private readonly begin: number;

  /** @param day UTC day, counted from the epoch */
  constructor(day: number) {
    this.begin = days(day);
  }

  pack(segment: Segment): PackedSegment {
    const { visit, late, first, last, entry, exit, seen, quarters, revenue, origin, entryPage, exitPage } = segment;
    const { pageviews, events, misses, livePageviews, interactions } = segment;
    return [
      visit,
      late ? this.packMoment(late) : 0,
      [pageviews, events, misses, livePageviews, interactions],
      first ? [this.packMoment(first[0]), first[1], first[2]] : 0,
      last === 0 ? NEVER : last - this.begin,
      entry ? this.packPage(entry, first) : 0,
      exit ? this.packPage(exit, first) : 0,
      [...seen],
      [...quarters],
      [...revenue],
      first && isSame(first[2], origin) ? 0 : origin,
      entryPage,
      exitPage,
    ];
  }

  unpack(packed: PackedSegment): Segment {
    const [visit, late, counts, packedFirst, last, entry, exit, seen, quarters, revenue, origin, ...pages] = packed;
    const [pageviews = 0, events = 0, misses = 0, livePageviews = 0, interactions = 0] = counts;
    const first: Origin | null = packedFirst
      ? [this.unpackMoment(packedFirst[0]), packedFirst[1], packedFirst[2]]
      : null;
    return {
      visit,
      late: late ? this.unpackMoment(late) : null,
      pageviews,
      events,
      misses,
      livePageviews,
      interactions,
      first,
      last: last === NEVER ? 0 : last + this.begin,
      entry: entry ? this.unpackPage(entry, first) : null,
      exit: exit ? this.unpackPage(exit, first) : null,
      seen: new Set(seen),
      quarters: new Set(quarters),
      revenue: new Map(revenue),
      origin: origin || first![2],
      entryPage: pages[0],
      exitPage: pages[1],
    };
  }

  packTouch({ visit, from, to }: Touch): readonly [visit: number, from: number, to: number] {
    return [visit, from - this.begin, to - from];
  }

  unpackTouch([visit, from, length]: readonly [visit: number, from: number, length: number]): Touch {
    return { visit, from: from + this.begin, to: from + this.begin + length };
  }

  private packMoment([at, high, low]: Moment): PackedMoment {
    return [at - this.begin, high, low];
  }

  private unpackMoment([time, high, low]: PackedMoment): Moment {
    return [time + this.begin, high, low];
  }

  private packPage([moment, page]: SeenPage, first: Origin | null): PackedPage {
    return first && compareMoments(first[0], moment) === 0 ? [page] : [page, this.packMoment(moment)];
  }

  private unpackPage([page, moment]: PackedPage, first: Origin | null): SeenPage {
    return [moment ? this.unpackMoment(moment) : first![0], page];
  }
}

/** What a visitor's day is, as text. */
export function packVisitorDay({ day, segments, touches }: VisitorDay): string {
  const codec = new DayCodec(day);
  const row: PackedRow = [
    segments.map((segment) => codec.pack(segment)),
    touches.map((touch) => codec.packTouch(touch)),
  ];
  return JSON.stringify(row);
}

/** What {@link packVisitorDay} packed; the empty text is a day on which nothing was done. */
export function unpackVisitorDay(visitor: number, day: number, persistent: boolean, state: string): VisitorDay {
  if (state === '') return new VisitorDay(visitor, day, persistent);
  const codec = new DayCodec(day);
  const [segments, touches] = JSON.parse(state) as PackedRow;
  return new VisitorDay(
    visitor,
    day,
    persistent,
    segments.map((segment) => codec.unpack(segment)),
    touches.map((touch) => codec.unpackTouch(touch)),
  );
}
