import { type Metric } from './metric.js';

/** What each metric means, as `docs/analytics.md` defines it. */
export const METRIC_DEFINITIONS: Readonly<Record<Metric, string>> = {
  pageviews: 'page views of people; machines are left out unless the filter asks for an audience',
  visitors: 'distinct visitors among those page views and events',
  visits:
    'visits that began in the period; a visit is what one visitor does with pauses of 30 minutes at most, and midnight does not end it',
  viewsPerVisit: 'page views divided by visits',
  bounceRate: 'share of the visits, 0 to 1, with one page view and nothing else that somebody did',
  duration: 'mean time from the first to the last that happened in a visit, in seconds',
  events: 'custom events; page views are not among them',
  eventRate: 'custom events divided by visits',
  revenue: 'sum of what the events brought, in the currency that "currency" names',
  misses: 'requests for pages that are not there (404)',
};
