import { type CounterLabels, type GaugeName, type HistogramLabels } from '@nest-privacy/core';
import { type Aggregator } from 'prom-client';

/** What Prometheus is told of a metric, and the closed set of its labels. */
export interface MetricDefinition<L extends string = string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly L[];
  /** Labels with few values by nature, which stay exact when the rest becomes `other`. @default none */
  readonly kept?: readonly L[];
  /** Most series of the kept labels alone. @default 1 */
  readonly keptSeries?: number;
  /** Labels whose values a client chooses; a route of the application's own gives them up before it becomes `other` itself. @default none */
  readonly open?: readonly L[];
}

type CounterDefinitions = {
  readonly [N in keyof CounterLabels]: Omit<MetricDefinition<keyof CounterLabels[N] & string>, 'name'>;
};
type HistogramDefinitions = {
  readonly [N in keyof HistogramLabels]: Omit<MetricDefinition<keyof HistogramLabels[N] & string>, 'name'> & {
    readonly buckets: readonly number[];
  };
};

/** Every counter that features may add to. */
export const COUNTERS: CounterDefinitions = {
  consent_decisions_total: {
    help: 'Recorded consent decisions by category and decision.',
    labels: ['category', 'decision'],
  },
  consent_guard_denials_total: {
    help: 'Requests and messages refused, skipped or served as nobody because consent to the category was missing.',
    labels: ['category', 'mode'],
  },
  consent_jobs_dropped_total: {
    help: 'Jobs not done because consent to the category was missing when they ran.',
    labels: ['category'],
  },
  consent_lookups_total: {
    help: 'Cookies that memory could not judge and the database was asked about, by outcome.',
    labels: ['outcome'],
  },
  consent_revocations_evicted_total: {
    help: 'Changed decisions that left memory for newer ones; their older cookies are asked about.',
    labels: [],
  },
  analytics_events_total: { help: 'Analytics events accepted, by kind.', labels: ['kind'] },
  analytics_dropped_total: { help: 'Analytics events not kept, by reason.', labels: ['reason'] },
  analytics_stored_total: { help: 'Analytics events that reached the store, by outcome.', labels: ['outcome'] },
  analytics_terms_total: {
    help: 'Texts of events: new in the dictionary, counted as other for want of room, or removed as nobody needs them.',
    labels: ['outcome'],
  },
  analytics_forwarded_total: {
    help: 'Analytics events handed to outside destinations, by destination and result.',
    labels: ['destination', 'result'],
  },
};

/** Every histogram that features may observe. */
export const HISTOGRAMS: HistogramDefinitions = {
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
};

/** Every gauge that features may register, and how the workers of a cluster are joined. */
export const GAUGES: Readonly<Record<GaugeName, { readonly help: string; readonly aggregator: Aggregator }>> = {
  analytics_buffer_items: { help: 'Analytics events in memory, not yet in the queue.', aggregator: 'sum' },
  // A shared queue has one depth, which every worker reads; the sum would multiply it.
  analytics_queue_depth: { help: 'Batches of analytics events that wait in the queue.', aggregator: 'max' },
  consent_clock_skew_seconds: { help: "Seconds by which this clock is ahead of the database's.", aggregator: 'max' },
  consent_revocations_items: { help: 'Subjects in memory whose older cookies no longer count.', aggregator: 'max' },
  analytics_queue_parked: { help: 'Batches kept aside because storing them fails.', aggregator: 'max' },
};

/** HTTP requests; a request is counted when its response was sent. */
export const REQUESTS: MetricDefinition = {
  name: 'http_requests_total',
  help: 'HTTP requests answered, by view (Controller.handler), route template, method, status class and referrer.',
  labels: ['view', 'path', 'method', 'status_class', 'referrer'],
  kept: ['status_class'],
  keptSeries: 6,
  open: ['referrer'],
};

/** Time from the arrival of a request's headers to the end of its response. */
export const REQUEST_DURATION: MetricDefinition = {
  name: 'http_request_duration_seconds',
  help: 'Time to answer an HTTP request, in seconds, by route template.',
  labels: ['path'],
};
