import { minutes } from '@nest-privacy/core';
import { dayOf, VISIT_GAP } from '../../../fold/days.js';
import { type Column } from '../../columns/column.js';
import { type DayFact, type EventDay, NONE } from '../../columns/event-day.js';
import { type Bucket } from '../bucket.js';
import { COUNTED, type CountedRow } from '../counted-row.js';
import { isLasting, kindOfFlags } from '../../event-row.js';
import { type Costly } from '../wanted.js';
import { bucketOfQuarter } from './bucket-of-quarter.js';
import { Distinct } from './distinct.js';
import { type EventTest } from './event-test.js';

const [PAGEVIEWS, EVENTS, MISSES, VISITORS, VISITS, BOUNCES, DURATION] = [0, 1, 2, 3, 4, 5, 6] as const;
const NUMBER_OF_KIND = { pageview: PAGEVIEWS, event: EVENTS, miss: MISSES } as const;

const QUARTER = minutes(15);

/** Counts days of events, by buckets of time or by groups of values. */
export class ColumnTally {
  /** In the order of {@link COUNTED}. */
  private readonly numbers = COUNTED.map((): number[] => []);
  private readonly visitors: Distinct | undefined;
  private readonly visits: Distinct | undefined;

  /** @param buckets of whole quarters of an hour, in the order of time */
  constructor(
    private readonly buckets: readonly Bucket[],
    private readonly test: EventTest,
    wanted: ReadonlySet<Costly>,
  ) {
    this.visitors = wanted.has('visitors') ? new Distinct() : undefined;
    this.visits = wanted.has('visits') ? new Distinct() : undefined;
  }

  /** The facts that it takes. */
  get needs(): readonly DayFact[] {
    return [
      ...(['quarter', 'flags'] as const),
      ...this.test.needs,
      ...(this.visitors ? (['visitor'] as const) : []),
      ...(this.visits ? (['visit', 'begun', 'lasted', 'bounced'] as const) : []),
    ];
  }

  /** What was counted of a bucket or a group. */
  of(group: number): CountedRow {
    return Object.fromEntries(COUNTED.map((name, i) => [name, this.numbers[i]![group] ?? 0])) as CountedRow & object;
  }

  /** @param groups of its events by their values, below 0 where they are left out; default: they are counted by buckets */
  add(day: EventDay, groups?: Column): void {
    const holds = this.test.of(day);
    if (!holds.includes(1)) return;
    this.countEvents(day, holds, groups);
    if (this.visitors) this.countVisitors(this.visitors, day, holds, groups);
    if (this.visits) this.countVisits(this.visits, day, holds, groups);
  }

  private countEvents(day: EventDay, holds: Uint8Array, groups: Column | undefined): void {
    const { flags, kinds, quarters, buckets } = this.facts(day);
    const { values, places } = groups ?? { values: buckets, places: quarters };
    for (let i = 0; i < holds.length; i++) {
      if (holds[i] === 0 || buckets[quarters[i]!]! < 0) continue;
      const group = values[places[i]!]!;
      if (group >= 0) this.count(kinds[flags[i]!]!, group, 1);
    }
  }

  private countVisitors(visitors: Distinct, day: EventDay, holds: Uint8Array, groups: Column | undefined): void {
    const { flags, kinds, quarters, buckets } = this.facts(day);
    const { values, places } = groups ?? { values: buckets, places: quarters };
    const visitor = day.of('visitor');
    const passing = Uint8Array.from(day.of('flags').values, (value) => (isLasting(value) ? 0 : 1));
    // Nobody has the first place, if any.
    const first = visitor.values[0] === NONE ? 1 : 0;
    visitors.startDay(visitor.values);
    for (let i = 0; i < holds.length; i++) {
      if (holds[i] === 0 || kinds[flags[i]!] === MISSES || buckets[quarters[i]!]! < 0) continue;
      const group = values[places[i]!]!;
      const place = visitor.places[i]!;
      if (group >= 0 && place >= first && visitors.isNew(group, place, passing[flags[i]!] === 1))
        this.count(VISITORS, group, 1);
    }
  }

  /** Of a visit it matters when it began, whenever the event was by which it counts. */
  private countVisits(visits: Distinct, day: EventDay, holds: Uint8Array, groups: Column | undefined): void {
    const { flags, kinds } = this.facts(day);
    const visit = day.of('visit');
    const [begun, lasted, bounced] = [day.of('begun'), day.of('lasted'), day.of('bounced')];
    const begins = this.bucketsOf(begun.values);
    const within = this.visitsWithin(day);
    visits.startDay(visit.values);
    for (let i = 0; i < holds.length; i++) {
      if (holds[i] === 0 || kinds[flags[i]!] === MISSES) continue;
      const place = visit.places[i]!;
      const bucket = begins[begun.places[place]!]!;
      const group = groups ? groups.values[groups.places[i]!]! : bucket;
      if (bucket < 0 || group < 0 || !visits.isNew(group, place, within[place] === 1)) continue;
      this.count(VISITS, group, 1);
      this.count(BOUNCES, group, bounced.values[bounced.places[place]!]!);
      this.count(DURATION, group, lasted.values[lasted.places[place]!]!);
    }
  }

  /** Of each visit 1 if no other day can have an event of it. */
  private visitsWithin(day: EventDay): Uint8Array {
    const [begun, lasted] = [day.of('begun'), day.of('lasted')];
    const today = dayOf(day.of('quarter').values[0]! * QUARTER);
    const within = new Uint8Array(begun.places.length);
    for (let place = 0; place < within.length; place++) {
      const begin = begun.values[begun.places[place]!]! * QUARTER;
      const end = begin + QUARTER + lasted.values[lasted.places[place]!]! + VISIT_GAP;
      within[place] = dayOf(begin) === today && dayOf(end) === today ? 1 : 0;
    }
    return within;
  }

  private facts(day: EventDay) {
    const [flags, quarter] = [day.of('flags'), day.of('quarter')];
    return {
      flags: flags.places,
      kinds: Uint8Array.from(flags.values, (value) => NUMBER_OF_KIND[kindOfFlags(value)]),
      quarters: quarter.places,
      buckets: this.bucketsOf(quarter.values),
    };
  }

  private bucketsOf(quarters: Float64Array): Float64Array {
    return quarters.map((quarter) => bucketOfQuarter(this.buckets, quarter));
  }

  private count(number: number, group: number, by: number): void {
    const counts = this.numbers[number]!;
    while (counts.length <= group) counts.push(0);
    counts[group]! += by;
  }
}
