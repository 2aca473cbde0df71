import { type FeatureMetrics } from '@nest-privacy/core';

interface Counters {
  rights_requests_total: { kind: string; outcome: string };
}

interface Gauges {
  rights_requests_open: true;
  rights_requests_overdue: true;
}

declare module '@nest-privacy/core' {
  interface CounterLabels extends Counters {}
  interface GaugeNames extends Gauges {}
}

/** What this package tells of itself. */
export const RIGHTS_METRICS: FeatureMetrics<Counters, object, Gauges> = {
  counters: {
    rights_requests_total: {
      help: 'Exports and erasures that persons or administrators asked for, by what became of them.',
      labels: ['kind', 'outcome'],
    },
  },
  histograms: {},
  gauges: {
    // Every process reads the same table; the sum would multiply it.
    rights_requests_open: { help: 'Requests of persons that are not answered yet.', aggregator: 'max' },
    rights_requests_overdue: { help: 'Requests of persons whose deadline has passed.', aggregator: 'max' },
  },
};
