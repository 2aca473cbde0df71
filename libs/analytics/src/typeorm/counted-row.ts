import { type Counts, NO_COUNTS } from '../statistics/counts.js';

/** Counts as a database gives them: PostgreSQL's as text, and none as null. */
export interface CountedRow {
  readonly pageviews: string | number | null;
  readonly visitors: string | number | null;
  readonly events: string | number | null;
}

/** The numbers in a row. */
export const countsOf = ({ pageviews, visitors, events }: CountedRow): Counts => ({
  ...NO_COUNTS,
  pageviews: Number(pageviews ?? 0),
  visitors: { count: Number(visitors ?? 0), error: 0 },
  events: Number(events ?? 0),
});
