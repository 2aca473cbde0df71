import { type AnalyticsStatistics } from '../libs/analytics/src/statistics/analytics-statistics.js';
import { type Filter } from '../libs/analytics/src/statistics/filter.js';
import { type StatisticsScope } from '../libs/analytics/src/statistics/statistics-scope.js';

/** Values in each table of a dashboard. */
export const TOP = 10;

/** What a dashboard breaks down by. */
export const DASHBOARD_DIMENSIONS = ['page', 'entry-page', 'source', 'country', 'device', 'browser'] as const;

/** A filter, and how the peer's tables are asked for the same; `undefined` where the peer has no such filter. */
export interface AskedFilter {
  readonly filter: Filter;
  /** A condition on `e`, its table of events, and `s`, its table of sessions. */
  readonly peer?: string;
}

const is = (dimension: 'country' | 'device' | 'channel' | 'entry-page' | 'utm-campaign', value: string): Filter => ({
  dimension,
  operator: 'is',
  value,
});

/** Filters by the names under which they are told. */
export const FILTERS: Readonly<Record<string, AskedFilter>> = {
  'country is FR': { filter: is('country', 'FR'), peer: `s.country = 'FR'` },
  'page contains /docs/': {
    filter: { dimension: 'page', operator: 'contains', value: '/docs/' },
    peer: `e.url_path ILIKE '%/docs/%'`,
  },
  'channel is Organic Search': { filter: is('channel', 'Organic Search') },
  'device is_not mobile': {
    filter: { dimension: 'device', operator: 'is_not', value: 'mobile' },
    peer: `s.device != 'mobile'`,
  },
  'country is DE and browser is Firefox, or device is tablet': {
    filter: {
      or: [
        { and: [is('country', 'DE'), { dimension: 'browser', operator: 'is', value: 'Firefox' }] },
        is('device', 'tablet'),
      ],
    },
  },
  'page matches ^/blog/page-[0-9]{2}$': {
    filter: { dimension: 'page', operator: 'matches', value: '^/blog/page-[0-9]{2}$' },
    peer: `e.url_path ~ '^/blog/page-[0-9]{2}$'`,
  },
  'utm-campaign is issue-3': { filter: is('utm-campaign', 'issue-3'), peer: `e.utm_campaign = 'issue-3'` },
  'entry-page is /': { filter: is('entry-page', '/') },
};

/** The kinds of a filtered question. */
export const KINDS = ['aggregate', 'series', 'breakdown'] as const;
export type Kind = (typeof KINDS)[number];

/** A filtered question. */
export function ask(
  statistics: AnalyticsStatistics,
  scope: StatisticsScope,
  kind: Kind,
  filter: Filter,
): Promise<unknown> {
  if (kind === 'aggregate') return statistics.aggregate(scope, { filter });
  if (kind === 'series') return statistics.timeSeries(scope, 'day', { filter });
  return statistics.breakdown(scope, 'page', { limit: TOP }, { filter });
}

/** All that a dashboard shows, asked for at once. */
export const dashboard = (statistics: AnalyticsStatistics, scope: StatisticsScope): Promise<unknown> =>
  Promise.all([
    statistics.aggregate(scope, { compare: 'previous_period' }),
    statistics.timeSeries(scope, 'day'),
    ...DASHBOARD_DIMENSIONS.map((dimension) => statistics.breakdown(scope, dimension, { limit: TOP })),
  ]);
