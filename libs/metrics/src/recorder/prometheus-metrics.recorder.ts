import {
  type CounterLabels,
  type GaugeDefinition,
  type GaugeName,
  type HistogramLabels,
  type MetricDefinitions,
  type MetricsRecorder,
} from '@nest-privacy/core';
import { type BoundedCounter } from './bounded-counter.js';
import { type BoundedHistogram } from './bounded-histogram.js';
import { type GaugeReading } from './gauge-reading.js';
import { type MetricFactory } from './metric-factory.js';

interface Labelled<M> {
  readonly metric: M;
  readonly labels: readonly string[];
}

const UNKNOWN = 'unknown';

/** What features tell of themselves, for Prometheus. Names and labels that nobody defined are passed over. */
export class PrometheusMetricsRecorder implements MetricsRecorder {
  private readonly counters = new Map<string, Labelled<BoundedCounter>>();
  private readonly histograms = new Map<string, Labelled<BoundedHistogram>>();
  private readonly gauges = new Map<string, GaugeDefinition>();
  private readonly readings = new Map<string, GaugeReading>();

  constructor(private readonly factory: MetricFactory) {}

  define({ counters, histograms, gauges }: MetricDefinitions): void {
    for (const [name, definition] of Object.entries(counters)) {
      if (this.counters.has(name)) continue;
      this.counters.set(name, { metric: this.factory.counter({ name, ...definition }), labels: definition.labels });
    }
    for (const [name, { buckets, ...definition }] of Object.entries(histograms)) {
      if (this.histograms.has(name)) continue;
      const metric = this.factory.histogram({ name, ...definition }, buckets);
      this.histograms.set(name, { metric, labels: definition.labels });
    }
    for (const [name, definition] of Object.entries(gauges)) this.gauges.set(name, definition);
  }

  count<N extends keyof CounterLabels>(name: N, labels: CounterLabels[N], by = 1): void {
    const counter = this.counters.get(name);
    if (counter && Number.isFinite(by) && by >= 0) counter.metric.add(valuesOf(counter.labels, labels), by);
  }

  observe<N extends keyof HistogramLabels>(name: N, value: number, labels: HistogramLabels[N]): void {
    const histogram = this.histograms.get(name);
    if (histogram && Number.isFinite(value)) histogram.metric.observe(valuesOf(histogram.labels, labels), value);
  }

  gauge(name: GaugeName, read: () => number | Promise<number>): void {
    const definition = this.gauges.get(name);
    const known = this.readings.get(name);
    if (known) known.replace(read);
    else if (definition) this.readings.set(name, this.factory.gauge(name, definition, read));
  }
}

const valuesOf = (names: readonly string[], labels: Readonly<Record<string, string>>): string[] =>
  names.map((name) => String(labels[name] ?? UNKNOWN));
