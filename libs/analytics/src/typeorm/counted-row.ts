import { type Metrics } from '../statistics/metrics.js';

/** Counts as a database gives them: PostgreSQL's as text, and none as null. */
export interface CountedRow {
  readonly pageviews: string | number | null;
  readonly visitors: string | number | null;
  readonly events: string | number | null;
}

/** The numbers in a row. */
export const metricsOf = ({ pageviews, visitors, events }: CountedRow): Metrics => ({
  pageviews: Number(pageviews ?? 0),
  visitors: Number(visitors ?? 0),
  events: Number(events ?? 0),
});
