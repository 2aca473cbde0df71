import { type FeatureMetrics } from '@nest-privacy/core';

interface Counters {
  tracking_items_cookies_expired_total: { category: string };
  tracking_items_undeclared_total: { outcome: 'noted' | 'dropped' };
}

declare module '@nest-privacy/core' {
  interface CounterLabels extends Counters {}
}

/** What the catalogue tells of itself. */
export const TRACKING_ITEMS_METRICS: FeatureMetrics<Counters, object, object> = {
  counters: {
    tracking_items_cookies_expired_total: {
      help: 'Cookies that responses took away because their category was not allowed, by category.',
      labels: ['category'],
    },
    tracking_items_undeclared_total: {
      help: 'Cookies of requests that the catalogue does not know, and those left out because too many waited to be written.',
      labels: ['outcome'],
    },
  },
  histograms: {},
  gauges: {},
};
