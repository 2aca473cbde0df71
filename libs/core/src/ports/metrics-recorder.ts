import { type MetricDefinitions } from './metric-definitions.js';

/** Counters and their labels. Empty here: each feature adds its own by declaration merging. The label sets are closed: never a URL, an address or an id. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merged into by whoever declares a counter
export interface CounterLabels {}

/** Histograms and their labels, by declaration merging likewise. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merged into by whoever declares a histogram
export interface HistogramLabels {}

/** Names of gauges, by declaration merging likewise; each is read at the moment of a scrape. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merged into by whoever declares a gauge
export interface GaugeNames {}

/** Name of a gauge. */
export type GaugeName = Extract<keyof GaugeNames, string>;

/** What features tell of themselves. Calls cost next to nothing and never throw. */
export interface MetricsRecorder {
  /** Says what metrics there are, before any of them is used; what is known already stays as it is. */
  define(metrics: MetricDefinitions): void;
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
export const SILENT_METRICS: MetricsRecorder = {
  define: () => {},
  count: () => {},
  observe: () => {},
  gauge: () => {},
};
