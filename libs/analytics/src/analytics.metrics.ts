import { type FeatureMetrics } from '@nest-privacy/core';

interface Counters {
  analytics_events_total: { kind: string };
  analytics_dropped_total: { reason: string };
  analytics_stored_total: { outcome: string };
  analytics_terms_total: { outcome: string };
  analytics_removed_total: { what: string };
  analytics_forwarded_total: { destination: string; result: string };
}

interface Histograms {
  analytics_batch_size: Record<never, string>;
  analytics_store_duration_seconds: Record<never, string>;
}

interface Gauges {
  analytics_buffer_items: true;
  analytics_queue_depth: true;
  analytics_queue_parked: true;
  analytics_outbox_rows: true;
  analytics_outbox_parked: true;
}

declare module '@nest-privacy/core' {
  interface CounterLabels extends Counters {}
  interface HistogramLabels extends Histograms {}
  interface GaugeNames extends Gauges {}
}

/** What analytics tells of itself. */
export const ANALYTICS_METRICS: FeatureMetrics<Counters, Histograms, Gauges> = {
  counters: {
    analytics_events_total: { help: 'Analytics events accepted, by kind.', labels: ['kind'] },
    analytics_dropped_total: { help: 'Analytics events not kept, by reason.', labels: ['reason'] },
    analytics_stored_total: { help: 'Analytics events that reached the store, by outcome.', labels: ['outcome'] },
    analytics_terms_total: {
      help: 'Texts of events: new in the dictionary, counted as other for want of room, or removed as nobody needs them.',
      labels: ['outcome'],
    },
    analytics_removed_total: { help: 'Rows of analytics removed for their age, by what they were.', labels: ['what'] },
    analytics_forwarded_total: {
      help: 'Analytics events handed to outside destinations, by destination and result.',
      labels: ['destination', 'result'],
    },
  },
  histograms: {
    analytics_batch_size: {
      help: 'Events in one batch as it is stored.',
      labels: [],
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
    },
    analytics_store_duration_seconds: {
      help: 'Time to store one batch of events, in seconds.',
      labels: [],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    },
  },
  gauges: {
    analytics_buffer_items: { help: 'Analytics events in memory, not yet in the queue.', aggregator: 'sum' },
    // A shared queue has one depth, which every worker reads; the sum would multiply it.
    analytics_queue_depth: { help: 'Batches of analytics events that wait in the queue.', aggregator: 'max' },
    analytics_queue_parked: { help: 'Batches kept aside because storing them fails.', aggregator: 'max' },
    analytics_outbox_rows: {
      help: 'Events that were written in transactions of the application and wait to be stored.',
      aggregator: 'max',
    },
    analytics_outbox_parked: {
      help: 'Events of such transactions that are kept aside because storing them fails.',
      aggregator: 'max',
    },
  },
};
