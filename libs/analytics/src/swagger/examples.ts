import { METRIC_DEFINITIONS } from '../statistics/metric-definitions.js';
import { type Metric } from '../statistics/metric.js';
import { POPULATION } from '../statistics/retention.js';
import { VISITORS_BASIS } from '../statistics/statistics-meta.js';

/** An event as a page reports it. */
export const EVENT = {
  name: 'signup',
  url: 'https://www.example.com/pricing',
  language: 'en',
  properties: { plan: 'pro', price: 4.2 },
};

const METRICS = { pageviews: 1_204, visitors: 310, bounceRate: 0.42 };
const BEFORE = { pageviews: 1_003, visitors: 255, bounceRate: 0.45 };

const META = {
  visitorsBasis: VISITORS_BASIS,
  computedFrom: 'sums',
  completeUntil: '2026-11-30T11:59:58.120Z',
  visitors: { exact: true },
};
const definitionsOf = (...metrics: readonly Metric[]): Partial<typeof METRIC_DEFINITIONS> =>
  Object.fromEntries(metrics.map((metric) => [metric, METRIC_DEFINITIONS[metric]]));

const FRAME = {
  from: '2026-11-01',
  to: '2026-11-30',
  site: 'default',
  timezone: 'Europe/Berlin',
  meta: { ...META, definitions: definitionsOf('pageviews', 'visitors', 'bounceRate') },
};
const DAYS_BEFORE = { from: '2026-10-02', to: '2026-10-31' };

/** Numbers of a period. */
export const AGGREGATE = { ...FRAME, metrics: METRICS, comparison: { ...DAYS_BEFORE, metrics: BEFORE } };

/** Numbers over time. */
export const TIME_SERIES = {
  ...FRAME,
  interval: 'month',
  series: [{ time: '2026-10-31T23:00:00.000Z', metrics: METRICS }],
};

/** Numbers by page. */
export const BREAKDOWN = {
  ...FRAME,
  dimension: 'page',
  items: [{ value: '/pricing', metrics: METRICS }],
  nextCursor: null,
};

/** A question that is data. */
export const QUERY = {
  from: '2026-11-01',
  to: '2026-11-30',
  timezone: 'Europe/Berlin',
  metrics: ['pageviews', 'visitors', 'bounceRate'],
  dimension: 'page',
  filter: {
    and: [
      { dimension: 'country', operator: 'is', value: ['DE', 'AT'] },
      { not: { dimension: 'page', operator: 'matches', value: '^/(login|logout)$' } },
    ],
  },
};

/** A way of two steps. */
export const FUNNEL_QUERY = {
  from: '2026-11-01',
  to: '2026-11-30',
  steps: [
    { dimension: 'page', operator: 'is', value: '/pricing' },
    { dimension: 'event', operator: 'is', value: 'signup' },
  ],
};

/** How far visits came. */
export const FUNNEL = {
  ...FRAME,
  meta: { ...META, definitions: definitionsOf('visits') },
  steps: [
    { visits: 120, rate: 1, dropOff: 0 },
    { visits: 30, rate: 0.25, dropOff: 0.75 },
  ],
};

/** How often goals were reached. */
export const GOALS = {
  ...FRAME,
  meta: { ...META, definitions: definitionsOf('visits', 'visitors', 'events') },
  visits: 480,
  goals: [{ name: 'signup', visits: 36, visitors: 35, events: 36, conversionRate: 0.075 }],
};

/** Who came back. */
export const RETENTION = {
  ...FRAME,
  from: '2026-11-02',
  to: '2026-11-15',
  meta: { ...META, definitions: definitionsOf('visitors'), population: POPULATION },
  cohorts: [
    { week: '2026-11-02', visitors: 42, returned: [42, 17] },
    { week: '2026-11-09', visitors: 31, returned: [31] },
  ],
};

/** What is going on. */
export const REALTIME = {
  site: 'default',
  at: '2026-11-30T12:00:12.000Z',
  visitors: 4,
  pageviews: 31,
  series: [{ time: '2026-11-30T12:00:00.000Z', pageviews: 1 }],
  pages: [{ value: '/pricing', metrics: { pageviews: 12, visitors: 5 } }],
  sources: [{ value: 'Google', metrics: { pageviews: 9, visitors: 4 } }],
  countries: [{ value: 'DE', metrics: { pageviews: 20, visitors: 8 } }],
  meta: { ...META, definitions: definitionsOf('pageviews', 'visitors') },
};
