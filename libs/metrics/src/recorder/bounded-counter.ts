import { Counter, type Registry } from 'prom-client';
import { type MetricDefinition } from '../metric-definitions.js';
import { SeriesLimiter, type SeriesLimits } from './series-limiter.js';

interface Row {
  readonly labels: Readonly<Record<string, string>>;
  value: number;
}

/** A counter of bounded cardinality. Adding is a look-up and a sum; prom-client is told at the scrape. */
export class BoundedCounter {
  private readonly rows: SeriesLimiter<Row>;
  private readonly counter: Counter;

  constructor(registry: Registry, definition: MetricDefinition, limits: SeriesLimits) {
    const { name, help, labels } = definition;
    this.rows = new SeriesLimiter(limits, (values) => ({
      labels: Object.fromEntries(labels.map((label, i) => [label, values[i]!])),
      value: 0,
    }));
    this.counter = new Counter({
      name,
      help,
      labelNames: [...labels],
      registers: [registry],
      collect: () => this.flush(),
    });
  }

  /** @param values of the labels, in the order of the definition */
  add(values: readonly string[], by = 1): void {
    this.rows.of(values).value += by;
  }

  /** Adds one in a series that no others can take away; see {@link SeriesLimiter.ofOwn}. */
  addOwn(values: readonly string[]): void {
    this.rows.ofOwn(values).value += 1;
  }

  private flush(): void {
    this.counter.reset();
    for (const { labels, value } of this.rows.all()) this.counter.inc(labels, value);
  }
}
