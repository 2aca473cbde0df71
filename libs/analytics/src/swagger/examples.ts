/** An event as a page reports it. */
export const EVENT = {
  name: 'signup',
  url: 'https://www.example.com/pricing',
  language: 'en',
  properties: { plan: 'pro', price: 4.2 },
};

const METRICS = { pageviews: 1_204, visitors: 310, events: 17 };

const FRAME = {
  from: '2026-11-01',
  to: '2026-11-30',
  site: 'default',
  timezone: 'Europe/Berlin',
  meta: {
    definitions: {
      pageviews: 'page views of people',
      visitors: 'distinct visitors among those page views and events',
      events: 'custom events',
    },
    visitorsBasis: 'a visitor without consent to statistics is another one on each UTC day',
    computedFrom: 'raw-events',
  },
};

/** Numbers of a period. */
export const AGGREGATE = { ...FRAME, metrics: METRICS };

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
