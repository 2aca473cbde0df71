/** How many visitors there are. */
export interface VisitorCount {
  readonly count: number;
  /** Relative standard error: 0 where the count is exact, 0.03 where it is off by more than 3 % in a third of all cases. */
  readonly error: number;
}

/** What is counted of some events; everything else that is asked for follows from it. */
export interface Counts {
  readonly pageviews: number;
  readonly events: number;
  /** Pages that were asked for and are not there. */
  readonly misses: number;
  readonly visitors: VisitorCount;
  readonly visits: number;
  /** Those of the visits that bounced. */
  readonly bounces: number;
  /** Sum of the visits' durations, in milliseconds. */
  readonly duration: number;
  /** By currency, in ten-thousandths of its unit. */
  readonly revenue: Readonly<Record<string, number>>;
  /** What was counted: the events themselves, or sums that were kept of them. @default 'events' */
  readonly source?: 'events' | 'sums';
}

/** Nothing happened. */
export const NO_COUNTS: Counts = {
  pageviews: 0,
  events: 0,
  misses: 0,
  visitors: { count: 0, error: 0 },
  visits: 0,
  bounces: 0,
  duration: 0,
  revenue: {},
};
