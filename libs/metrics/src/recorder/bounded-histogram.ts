import { Histogram, type Registry } from 'prom-client';
import { type MetricDefinition } from '../metric-definitions.js';
import { SeriesLimiter, type SeriesLimits } from './series-limiter.js';

/** A histogram of bounded cardinality; each series keeps prom-client's child at hand. */
export class BoundedHistogram {
  private readonly children: SeriesLimiter<Histogram.Internal<string>>;

  constructor(registry: Registry, definition: MetricDefinition, buckets: readonly number[], limits: SeriesLimits) {
    const { name, help, labels } = definition;
    const histogram = new Histogram({
      name,
      help,
      labelNames: [...labels],
      buckets: [...buckets],
      registers: [registry],
    });
    this.children = new SeriesLimiter(limits, (values) => histogram.labels(...values));
  }

  /** @param values of the labels, in the order of the definition */
  observe(values: readonly string[], value: number): void {
    this.children.of(values).observe(value);
  }

  /** Observes in a series that no others can take away; see {@link SeriesLimiter.ofOwn}. */
  observeOwn(values: readonly string[], value: number): void {
    this.children.ofOwn(values).observe(value);
  }
}
