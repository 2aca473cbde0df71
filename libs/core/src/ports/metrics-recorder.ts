/** Counters of the suite and their label names. The label sets are closed: never a URL, an address or an id. */
export interface CounterLabels {
  consent_decisions_total: { category: string; decision: string };
  consent_guard_denials_total: { category: string; mode: 'deny' | 'skip' | 'anonymise' };
  consent_jobs_dropped_total: { category: string };
  consent_lookups_total: { outcome: 'found' | 'absent' | 'failed' };
  consent_revocations_evicted_total: Record<never, string>;
  analytics_events_total: { kind: string };
  analytics_dropped_total: { reason: string };
  analytics_stored_total: { outcome: string };
  analytics_terms_total: { outcome: string };
  analytics_forwarded_total: { destination: string; result: string };
}

/** Histograms of the suite and their label names. */
export interface HistogramLabels {
  analytics_batch_size: Record<never, string>;
  analytics_store_duration_seconds: Record<never, string>;
}

/** Gauges of the suite; each is read at the moment of a scrape. */
export type GaugeName =
  | 'analytics_buffer_items'
  | 'analytics_queue_depth'
  | 'analytics_queue_parked'
  | 'consent_clock_skew_seconds'
  | 'consent_revocations_items';

/** What features tell of themselves. Calls cost next to nothing and never throw. */
export interface MetricsRecorder {
  /** Adds `by` (default 1) to a counter. */
  count<N extends keyof CounterLabels>(name: N, labels: CounterLabels[N], by?: number): void;
  /** Adds one observation to a histogram; the unit is the one in its name. */
  observe<N extends keyof HistogramLabels>(name: N, value: number, labels: HistogramLabels[N]): void;
  /** Registers how a gauge is read; a later registration of the same name replaces the earlier. */
  gauge(name: GaugeName, read: () => number | Promise<number>): void;
}

/** Injection token of {@link MetricsRecorder}; unbound, {@link SILENT_METRICS} holds. */
export const MetricsRecorder = Symbol.for('@nest-privacy/core:MetricsRecorder');

/** Records nothing. */
export const SILENT_METRICS: MetricsRecorder = { count: () => {}, observe: () => {}, gauge: () => {} };
