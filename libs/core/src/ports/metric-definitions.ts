/** What a counter counts, and the names of its labels. */
export interface CounterDefinition<L extends string = string> {
  /** One sentence for whoever reads the scrape. */
  readonly help: string;
  readonly labels: readonly L[];
}

/** The same of a histogram. */
export interface HistogramDefinition<L extends string = string> extends CounterDefinition<L> {
  /** Upper bounds, ascending, in the unit that the name says. */
  readonly buckets: readonly number[];
}

/** What a gauge shows. */
export interface GaugeDefinition {
  /** One sentence for whoever reads the scrape. */
  readonly help: string;
  /** How the readings of several processes become one: what they share is the same in each, what each has of its own is added up. */
  readonly aggregator: 'sum' | 'max';
}

/** Metrics by name, as a recorder is told of them. */
export interface MetricDefinitions {
  readonly counters: Readonly<Record<string, CounterDefinition>>;
  readonly histograms: Readonly<Record<string, HistogramDefinition>>;
  readonly gauges: Readonly<Record<string, GaugeDefinition>>;
}

/** All metrics of one feature: those of its counters `C`, histograms `H` and gauges `G`, with no label forgotten or invented. */
export interface FeatureMetrics<C, H, G> extends MetricDefinitions {
  readonly counters: {
    readonly [N in keyof C]: CounterDefinition<keyof C[N] & string>;
  } & MetricDefinitions['counters'];
  readonly histograms: {
    readonly [N in keyof H]: HistogramDefinition<keyof H[N] & string>;
  } & MetricDefinitions['histograms'];
  readonly gauges: { readonly [N in keyof G]: GaugeDefinition } & MetricDefinitions['gauges'];
}
