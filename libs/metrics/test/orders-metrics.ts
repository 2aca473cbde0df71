import { type FeatureMetrics } from '@nest-privacy/core';

interface Counters {
  orders_total: { kind: string; decision: string };
  orders_dropped_total: { reason: string };
}

interface Histograms {
  orders_batch_size: Record<never, string>;
}

interface Gauges {
  orders_waiting: true;
  orders_buffered: true;
}

declare module '@nest-privacy/core' {
  interface CounterLabels extends Counters {}
  interface HistogramLabels extends Histograms {}
  interface GaugeNames extends Gauges {}
}

/** The metrics of a feature that the module never heard of. */
export const ORDERS_METRICS: FeatureMetrics<Counters, Histograms, Gauges> = {
  counters: {
    orders_total: { help: 'Orders.', labels: ['kind', 'decision'] },
    orders_dropped_total: { help: 'Orders dropped.', labels: ['reason'] },
  },
  histograms: { orders_batch_size: { help: 'Orders in one batch.', labels: [], buckets: [1, 10] } },
  gauges: {
    orders_waiting: { help: 'Orders that wait.', aggregator: 'max' },
    orders_buffered: { help: 'Orders in memory.', aggregator: 'sum' },
  },
};
