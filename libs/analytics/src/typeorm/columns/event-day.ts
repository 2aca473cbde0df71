import { type Column } from './column.js';

/** Facts of events by the numbers under which they are stored, which never change. From 20 on they are facts of visits: of each in the order of the values of `visit`. */
export const DAY_FACT = {
  /** Quarters of an hour since the epoch; events are in the order of time. */
  quarter: 0,
  flags: 1,
  /** {@link NONE} where an event belongs to none. */
  visitor: 2,
  visit: 3,
  page: 4,
  route: 5,
  host: 6,
  title: 7,
  name: 8,
  arrival: 9,
  client: 10,
  entry: 20,
  exit: 21,
  /** Arrival of the visit; {@link NONE} outside of any. */
  origin: 22,
  /** The quarter in which it began; {@link NONE} outside of any. */
  begun: 23,
  /** Milliseconds. */
  lasted: 24,
  bounced: 25,
} as const;

/** A fact of {@link DAY_FACT}. */
export type DayFact = keyof typeof DAY_FACT;

/** All of them. */
export const DAY_FACTS = Object.keys(DAY_FACT) as readonly DayFact[];

/** Stands where there is no number. */
export const NONE = -1;

/** Whether a fact is one of visits. */
export const isOfVisit = (fact: DayFact): boolean => DAY_FACT[fact] >= DAY_FACT.entry;

/** The events of one UTC day of a site, by some of their facts. */
export class EventDay {
  constructor(private readonly columns: ReadonlyMap<DayFact, Column>) {}

  /** The column of a fact that was asked for. */
  of(fact: DayFact): Column {
    return this.columns.get(fact)!;
  }
}
