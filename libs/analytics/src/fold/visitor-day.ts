import { VISIT_GAP } from './days.js';
import { emptySegment, NO_VISIT, type Segment } from './segment.js';
import { type CodedEvent } from './coded-event.js';

/** A time in which a visit had events by which it is found: those of this visitor, and those that name the visitor as their alias. */
export interface Touch {
  visit: number;
  from: number;
  to: number;
}

/** Late events of one visitor and day that may join a visit; more of them stay outside of any. */
const MOST_LATE = 200;

/** What is known of a visitor's UTC day, for as long as events of it may come. */
export class VisitorDay {
  constructor(
    readonly visitor: number,
    readonly day: number,
    public persistent: boolean,
    readonly segments: Segment[] = [],
    public touches: Touch[] = [],
  ) {}

  /** Where an event is to be added. */
  segmentFor(event: CodedEvent, visit: number): Segment {
    const isLoose = event.activity === 'late' && this.lates() < MOST_LATE;
    if (!isLoose)
      for (const segment of this.segments)
        if (segment.visit === visit && segment.late === null && !isForeign(segment, event)) return segment;
    const segment = emptySegment(visit, isLoose ? event.moment : null);
    this.segments.push(segment);
    return segment;
  }

  /** Adds the visits that have events of this key so near to an instant that they go on with it. */
  addVisitsNear(at: number, near: Set<number>): void {
    for (const touch of this.touches) if (isNear(touch, at)) near.add(touch.visit);
  }

  /** Notes that a visit has an event of this key. */
  touch(visit: number, at: number): void {
    const joined = { visit, from: at, to: at };
    const others: Touch[] = [];
    for (const touch of this.touches) {
      if (touch.visit !== visit || !isNear(touch, at)) others.push(touch);
      else {
        joined.from = Math.min(joined.from, touch.from);
        joined.to = Math.max(joined.to, touch.to);
      }
    }
    others.push(joined);
    this.touches = others;
  }

  /** Whether an event of it may join a visit yet. */
  get hasLate(): boolean {
    return this.segments.some(({ late }) => late !== null);
  }

  private lates(): number {
    return this.segments.reduce((count, { late }) => count + (late === null ? 0 : 1), 0);
  }
}

const isNear = ({ from, to }: Touch, at: number): boolean => from - VISIT_GAP <= at && at <= to + VISIT_GAP;

/** Outside of visits, what came from somewhere else is a segment of its own, for each counts under its own origin. */
const isForeign = (segment: Segment, event: CodedEvent): boolean =>
  segment.visit === NO_VISIT && segment.origin.join() !== event.origin.join();
