import { Logger } from '@nestjs/common';
import { Counter, Gauge, type Registry } from 'prom-client';
import { type GaugeDefinition } from '@nest-privacy/core';
import { type MetricDefinition } from '../metric-definitions.js';
import { type MetricsConfig } from '../metrics.config.js';
import { BoundedCounter } from './bounded-counter.js';
import { BoundedHistogram } from './bounded-histogram.js';
import { GaugeReading } from './gauge-reading.js';
import { type SeriesLimits } from './series-limiter.js';

/** Makes metrics with the module's prefix and limit, in its registry. */
export class MetricFactory {
  private readonly logger = new Logger(MetricFactory.name);
  private readonly overflow: Counter<'metric'>;

  constructor(
    private readonly registry: Registry,
    private readonly config: Pick<MetricsConfig, 'prefix' | 'maxSeries'>,
  ) {
    this.overflow = new Counter({
      name: `${config.prefix}metrics_label_overflow_total`,
      help: 'Observations counted under the label value "other" because the metric had reached its limit of series.',
      labelNames: ['metric'],
      registers: [registry],
    });
  }

  counter(definition: MetricDefinition): BoundedCounter {
    const named = this.named(definition);
    return new BoundedCounter(this.registry, named, this.limitsOf(named));
  }

  histogram(definition: MetricDefinition, buckets: readonly number[]): BoundedHistogram {
    const named = this.named(definition);
    return new BoundedHistogram(this.registry, named, buckets, this.limitsOf(named));
  }

  /** A gauge that is read at each scrape. */
  gauge(name: string, definition: GaugeDefinition, read: () => number | Promise<number>): GaugeReading {
    const reading = new GaugeReading(read);
    new Gauge({
      name: this.config.prefix + name,
      ...definition,
      registers: [this.registry],
      async collect() {
        this.set(await reading.now());
      },
    });
    return reading;
  }

  private named(definition: MetricDefinition): MetricDefinition {
    return { ...definition, name: this.config.prefix + definition.name };
  }

  private limitsOf({ name, labels, kept = [], keptSeries = 1, open = [] }: MetricDefinition): SeriesLimits {
    let warned = false;
    return {
      max: this.config.maxSeries,
      reserved: keptSeries,
      kept: labels.map((label) => kept.includes(label)),
      open: labels.map((label) => open.includes(label)),
      onOverflow: () => {
        this.overflow.inc({ metric: name });
        if (warned) return;
        warned = true;
        this.logger.warn(
          `The metric ${name} has reached its ${this.config.maxSeries} series; further label values are counted as "other". ` +
            'Raise the MetricsModule option "maxSeries" if your Prometheus can carry more.',
        );
      },
    };
  }
}
