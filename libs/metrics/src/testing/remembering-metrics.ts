import { type CounterLabels, type GaugeName, type HistogramLabels, type MetricsRecorder } from '@nest-privacy/core';

/** A {@link MetricsRecorder} for tests: it remembers what it was told. */
export class RememberingMetrics implements MetricsRecorder {
  readonly counts: { name: keyof CounterLabels; labels: Readonly<Record<string, string>>; by: number }[] = [];
  readonly observations: { name: keyof HistogramLabels; value: number }[] = [];
  readonly gauges = new Map<GaugeName, () => number | Promise<number>>();

  define(): void {}

  count<N extends keyof CounterLabels>(name: N, labels: CounterLabels[N], by = 1): void {
    if (Number.isFinite(by) && by >= 0) this.counts.push({ name, labels: { ...labels }, by });
  }

  observe<N extends keyof HistogramLabels>(name: N, value: number): void {
    if (Number.isFinite(value)) this.observations.push({ name, value });
  }

  gauge(name: GaugeName, read: () => number | Promise<number>): void {
    this.gauges.set(name, read);
  }

  /** Sum of what was added to a counter, over the label values given. */
  total<N extends keyof CounterLabels>(name: N, labels: Partial<CounterLabels[N]> = {}): number {
    return this.counts
      .filter((entry) => entry.name === name)
      .filter((entry) => Object.entries(labels).every(([label, value]) => entry.labels[label] === value))
      .reduce((sum, { by }) => sum + by, 0);
  }
}
