import { type Metric } from '../../statistics/metric.js';

/** What costs something to count. */
export type Costly = 'visitors' | 'visits' | 'revenue';

const COSTLY: Readonly<Record<Metric, Costly | undefined>> = {
  pageviews: undefined,
  visitors: 'visitors',
  visits: 'visits',
  viewsPerVisit: 'visits',
  bounceRate: 'visits',
  duration: 'visits',
  events: undefined,
  eventRate: 'visits',
  revenue: 'revenue',
  misses: undefined,
};

/** What it takes to answer some metrics. */
export const wantedOf = (metrics: Iterable<Metric>): ReadonlySet<Costly> =>
  new Set([...metrics].flatMap((metric) => COSTLY[metric] ?? []));
