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
    const found = isLoose
      ? undefined
      : this.segments.find((segment) => segment.visit === visit && segment.late === null && !isForeign(segment, event));
    if (found) return found;
    const segment = emptySegment(visit, isLoose ? event.moment : null);
    this.segments.push(segment);
    return segment;
  }

  /** The visits that have events of this key so near to an instant that they go on with it. */
  visitsNear(at: number): number[] {
    return this.touches
      .filter(({ from, to }) => from - VISIT_GAP <= at && at <= to + VISIT_GAP)
      .map(({ visit }) => visit);
  }

  /** Notes that a visit has an event of this key. */
  touch(visit: number, at: number): void {
    const near = this.touches.filter(
      (touch) => touch.visit === visit && touch.from - VISIT_GAP <= at && at <= touch.to + VISIT_GAP,
    );
    const joined = {
      visit,
      from: Math.min(at, ...near.map(({ from }) => from)),
      to: Math.max(at, ...near.map(({ to }) => to)),
    };
    this.touches = [...this.touches.filter((touch) => !near.includes(touch)), joined];
  }

  private lates(): number {
    return this.segments.reduce((count, { late }) => count + (late === null ? 0 : 1), 0);
  }
}

/** Outside of visits, what came from somewhere else is a segment of its own, for each counts under its own origin. */
const isForeign = (segment: Segment, event: CodedEvent): boolean =>
  segment.visit === NO_VISIT && segment.origin.join() !== event.origin.join();
