import { addEvent, addVisit, addVisitorDay } from './contributions.js';
import { dayOf, daysAround, VISIT_GAP } from './days.js';
import { type CodedEvent } from './coded-event.js';
import { compareMoments, type Moment } from './moment.js';
import { addToSegment, joinSegments, NO_VISIT, type Segment } from './segment.js';
import { type Sums } from './sums.js';
import { partsByVisit, segmentsByVisit, settleVisit, type Visit } from './visit.js';
import { type VisitorDay } from './visitor-day.js';
import { type VisitorRows } from './visitor-rows.js';

/** An event of before that belongs to another visit now. */
export interface MovedEvent {
  readonly moment: Moment;
  readonly visit: number;
}

/** What came of a fold. */
export interface FoldResult {
  /** The visit of each event, in their order. */
  readonly visitOf: readonly number[];
  /** Visits that are new or have changed. */
  readonly visits: readonly Visit[];
  /** Stored visits that became parts of others, by their number. */
  readonly absorbed: ReadonlyMap<number, number>;
  readonly moved: readonly MovedEvent[];
}

/** The keys by which an event finds its visit. */
export function keysOfEvent({ visitor, alias }: CodedEvent): readonly number[] {
  if (alias === null) return visitor === null ? [] : [visitor];
  return visitor === null ? [alias] : [visitor, alias];
}

/**
 * Puts events of one site into visits, and what follows from them into sums: the sums of before and after are computed alike from what is known of the visitors, and differ by what is to
 * be added. So nothing depends on the order in which events come, or on who brings them.
 */
export class VisitFold {
  private readonly visits = new Map<number, Visit>();
  /** Of visits that became parts of others. */
  private readonly heirs = new Map<number, number>();
  private readonly changed = new Set<number>();
  private readonly moved: MovedEvent[] = [];
  private readonly stored: ReadonlySet<number>;

  constructor(
    /** All rows that the events may touch, and all parts of `visits`. */
    private readonly rows: VisitorRows,
    visits: readonly Visit[],
    private readonly sums: Sums,
    /** A number that no visit has. */
    private readonly newVisit: () => number,
  ) {
    this.stored = new Set(visits.map(({ id }) => id));
    for (const visit of visits) this.visits.set(visit.id, visit);
  }

  /** @param events of one site, none of which was added before */
  fold(events: readonly CodedEvent[]): FoldResult {
    this.count(-1);
    const segments = new Map<CodedEvent, Segment>();
    const inOrder = [...events].sort((a, b) => compareMoments(a.moment, b.moment));
    for (const event of inOrder) {
      addEvent(this.sums, event, 1);
      if (event.visitor !== null) segments.set(event, this.add(event));
    }
    this.settle();
    if ([...this.rows].some(({ hasLate }) => hasLate)) this.joinLate();
    this.count(1);
    return {
      visitOf: events.map((event) => this.heirOf(segments.get(event)?.visit ?? NO_VISIT)),
      visits: [...this.visits.values()].filter(({ id }) => this.changed.has(id)),
      absorbed: new Map([...this.heirs.keys()].filter((id) => this.stored.has(id)).map((id) => [id, this.heirOf(id)])),
      moved: this.moved,
    };
  }

  private count(sign: 1 | -1): void {
    for (const row of this.rows) addVisitorDay(this.sums, row, sign);
    if (this.visits.size === 0) return;
    const segments = segmentsByVisit(this.rows);
    for (const visit of this.visits.values()) addVisit(this.sums, visit, segments.get(visit.id) ?? [], sign);
  }

  private add(event: CodedEvent): Segment {
    const [at] = event.moment;
    const row = this.row(event.visitor!, dayOf(at));
    if (event.persistent) row.persistent = true;
    const visit = event.activity === 'live' ? this.visitOf(event) : NO_VISIT;
    const segment = row.segmentFor(event, visit);
    addToSegment(segment, event);
    if (visit !== NO_VISIT) {
      this.changed.add(visit);
      for (const key of keysOfEvent(event)) this.row(key, dayOf(at)).touch(visit, at);
    }
    return segment;
  }

  private visitOf(event: CodedEvent): number {
    const [at] = event.moment;
    const near = new Set<number>();
    for (const key of keysOfEvent(event))
      for (const day of daysAround(at)) this.rows.get(key, day)?.addVisitsNear(at, near);
    if (near.size === 0) return this.newVisit();
    const [first, ...others] = [...near].sort((a, b) => a - b);
    for (const other of others) this.absorb(other, first!);
    return first!;
  }

  private absorb(other: number, into: number): void {
    for (const row of this.rows) {
      for (const touch of row.touches.filter(({ visit }) => visit === other)) touch.visit = into;
      const theirs = row.segments.filter(({ visit }) => visit === other);
      for (const segment of theirs) segment.visit = into;
      const [target, ...rest] = row.segments.filter(({ visit, late }) => visit === into && late === null);
      for (const segment of rest) {
        joinSegments(target!, segment);
        row.segments.splice(row.segments.indexOf(segment), 1);
      }
    }
    this.visits.delete(other);
    this.changed.delete(other);
    this.heirs.set(other, into);
  }

  private heirOf(visit: number): number {
    const heir = this.heirs.get(visit);
    return heir === undefined ? visit : this.heirOf(heir);
  }

  /** Late events join whichever visit was under way in which their visitor did something. */
  private joinLate(): void {
    const visitsOf = new Map<number, Set<number>>();
    for (const { visitor, segments } of this.rows)
      for (const { visit, late } of segments)
        if (late === null) visitsOf.set(visitor, (visitsOf.get(visitor) ?? new Set()).add(visit));
    for (const { visitor, segments } of this.rows)
      for (const segment of segments) if (segment.late) this.joinOne(segment, segment.late, visitsOf.get(visitor));
    this.settle();
  }

  private joinOne(segment: Segment, late: Moment, visits: ReadonlySet<number> = new Set()): void {
    const isElsewhere = segment.visit !== NO_VISIT && !this.visits.has(segment.visit);
    const [at] = late;
    const [visit] = [...this.visits.values()]
      .filter(({ id, begun, ended }) => visits.has(id) && begun <= at && at <= ended + VISIT_GAP)
      .sort((a, b) => b.begun - a.begun);
    if (!visit || visit.id === segment.visit || isElsewhere) return;
    segment.visit = visit.id;
    this.changed.add(visit.id);
    this.moved.push({ moment: late, visit: visit.id });
  }

  private settle(): void {
    const segments = segmentsByVisit(this.rows);
    const parts = partsByVisit(this.rows);
    for (const id of this.changed) this.visits.set(id, settleVisit(id, segments.get(id) ?? [], parts.get(id) ?? []));
  }

  private row(visitor: number, day: number): VisitorDay {
    return this.rows.get(visitor, day)!;
  }
}
