import { type Metric } from './metric.js';

/** Of which counts a number is made: where none of them is above 0, it is 0 too. */
const MADE_OF: Readonly<Record<Metric, readonly Metric[]>> = {
  pageviews: ['pageviews'],
  visitors: ['pageviews', 'events'],
  visits: ['visits'],
  viewsPerVisit: ['pageviews'],
  bounceRate: ['visits'],
  duration: ['visits'],
  events: ['events'],
  eventRate: ['events'],
  revenue: ['revenue'],
  misses: ['misses'],
};

/** By which numbers values have to be ranked so that each appears at least once of which any of some numbers is not 0: a ranking leaves out what has nothing of its own. */
export const rankingsFor = (metrics: readonly Metric[]): readonly Metric[] => [
  ...new Set(metrics.flatMap((metric) => MADE_OF[metric])),
];
