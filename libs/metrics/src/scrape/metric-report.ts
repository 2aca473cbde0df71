import { type Aggregator, AggregatorRegistry } from 'prom-client';

/** One metric of one process, as prom-client gives it as data. */
export interface MetricReport {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary';
  readonly aggregator: Aggregator;
  readonly values: readonly {
    readonly value: number;
    readonly labels: Readonly<Record<string, string | number>>;
    readonly metricName?: string;
  }[];
}

const aggregate = (reports: readonly (readonly MetricReport[])[]) => AggregatorRegistry.aggregate([...reports]);

/** Joins the metrics of several processes, each by its own rule: sum unless it says otherwise. */
export const joinReports = (reports: readonly (readonly MetricReport[])[]): MetricReport[] =>
  aggregate(reports).getMetricsAsArray() as unknown as MetricReport[];

/** Joins them into the exposition format. */
export const renderReports = (reports: readonly (readonly MetricReport[])[]): Promise<string> =>
  aggregate(reports).metrics();

/** What outlives the process that counted it. */
export const lasting = (report: readonly MetricReport[]): MetricReport[] =>
  report.filter(({ type }) => type === 'counter' || type === 'histogram');
