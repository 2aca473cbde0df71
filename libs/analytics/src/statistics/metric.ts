import { type Counts } from './counts.js';

/** What can be asked for. */
export const METRICS = [
  'pageviews',
  'visitors',
  'visits',
  'viewsPerVisit',
  'bounceRate',
  'duration',
  'events',
  'eventRate',
  'revenue',
  'misses',
] as const;
/** What is answered when nobody says what is wanted. */
export const DEFAULT_METRICS = [
  'pageviews',
  'visitors',
  'visits',
  'viewsPerVisit',
  'bounceRate',
  'duration',
  'events',
  'eventRate',
] as const satisfies readonly Metric[];
/** A number of an answer; `docs/analytics.md` defines each. */
export type Metric = (typeof METRICS)[number];

/** Numbers of an answer by name. */
export type Metrics = Readonly<Partial<Record<Metric, number>>>;

const SECOND = 1_000;
/** Ten-thousandths of a currency's unit. */
const UNIT = 10_000;

const perVisit = (value: number, visits: number): number => (visits === 0 ? 0 : value / visits);

/**
 * One number of what was counted.
 *
 * @param currency of `revenue`; without one there is none
 */
export function metricOf(metric: Metric, counts: Counts, currency?: string): number {
  switch (metric) {
    case 'visitors':
      return counts.visitors.count;
    case 'viewsPerVisit':
      return perVisit(counts.pageviews, counts.visits);
    case 'bounceRate':
      return perVisit(counts.bounces, counts.visits);
    case 'duration':
      return perVisit(counts.duration / SECOND, counts.visits);
    case 'eventRate':
      return perVisit(counts.events, counts.visits);
    case 'revenue':
      return currency === undefined ? 0 : (counts.revenue[currency] ?? 0) / UNIT;
    case 'pageviews':
    case 'visits':
    case 'events':
    case 'misses':
      return counts[metric];
  }
}
