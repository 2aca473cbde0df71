import { type CounterLabels, type GaugeName, type HistogramLabels, type MetricsRecorder } from '@nest-privacy/core';
import { COUNTERS, HISTOGRAMS } from '../metric-definitions.js';
import { type BoundedCounter } from './bounded-counter.js';
import { type BoundedHistogram } from './bounded-histogram.js';
import { type GaugeReading } from './gauge-reading.js';
import { type MetricFactory } from './metric-factory.js';

interface Labelled<M> {
  readonly metric: M;
  readonly labels: readonly string[];
}

const UNKNOWN = 'unknown';

/** What features tell of themselves, for Prometheus. Names and labels outside the definitions are passed over. */
export class PrometheusMetricsRecorder implements MetricsRecorder {
  private readonly counters = new Map<string, Labelled<BoundedCounter>>();
  private readonly histograms = new Map<string, Labelled<BoundedHistogram>>();
  private readonly gauges = new Map<GaugeName, GaugeReading>();

  constructor(private readonly factory: MetricFactory) {
    for (const [name, definition] of Object.entries(COUNTERS)) {
      this.counters.set(name, { metric: factory.counter({ name, ...definition }), labels: definition.labels });
    }
    for (const [name, { buckets, ...definition }] of Object.entries(HISTOGRAMS)) {
      const metric = factory.histogram({ name, ...definition }, buckets);
      this.histograms.set(name, { metric, labels: definition.labels });
    }
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
    const known = this.gauges.get(name);
    if (known) known.replace(read);
    else this.gauges.set(name, this.factory.gauge(name, read));
  }
}

const valuesOf = (names: readonly string[], labels: Readonly<Record<string, string>>): string[] =>
  names.map((name) => String(labels[name] ?? UNKNOWN));
