/** What is added to one sum. */
export interface Delta {
  pageviews: number;
  events: number;
  misses: number;
  visits: number;
  bounces: number;
  duration: number;
  /** Visitors who are known for a day. */
  visitors: number;
  /** Visitors who are known for longer: 1 to be in the sketch, -1 to be out. */
  readonly lasting: Map<number, number>;
  /** By number of the currency. */
  readonly revenue: Map<number, number>;
}

/** The members of a {@link Delta} that are numbers. */
export const DELTA_NUMBERS = ['pageviews', 'events', 'misses', 'visits', 'bounces', 'duration', 'visitors'] as const;

const isZero = (value: number): boolean => value === 0;

/** Nothing is added yet. */
export const noDelta = (): Delta => ({
  pageviews: 0,
  events: 0,
  misses: 0,
  visits: 0,
  bounces: 0,
  duration: 0,
  visitors: 0,
  lasting: new Map(),
  revenue: new Map(),
});

/** Whether nothing is added after all. */
export const isNothing = (delta: Delta): boolean =>
  DELTA_NUMBERS.every((name) => delta[name] === 0) &&
  [...delta.lasting.values(), ...delta.revenue.values()].every(isZero);
