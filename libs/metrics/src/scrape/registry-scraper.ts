import { Logger } from '@nestjs/common';
import { Counter, type Registry } from 'prom-client';
import { within } from '@nest-privacy/core/kit';
import { type MetricReport } from './metric-report.js';

/** Reads a registry metric by metric, so that one that fails or hangs is left out and the rest still answers. */
export class RegistryScraper {
  private readonly logger = new Logger(RegistryScraper.name);
  private readonly failures: Counter<'metric'>;
  private readonly told = new Set<string>();

  constructor(
    private readonly registry: Registry,
    prefix: string,
    private readonly timeout: number,
  ) {
    this.failures = new Counter({
      name: `${prefix}metrics_read_failures_total`,
      help: 'Metrics left out of a scrape because reading them failed or took too long.',
      labelNames: ['metric'],
      registers: [registry],
    });
  }

  /** The exposition format, text 0.0.4. */
  async text(): Promise<string> {
    const parts = await this.each((name) => this.registry.getSingleMetricAsString(name));
    return `${parts.join('\n\n')}\n`;
  }

  /** The metrics as data, to be joined with those of other processes. */
  async report(): Promise<MetricReport[]> {
    const reports = await this.each(
      (name) => this.registry.getSingleMetric(name)!.get() as unknown as Promise<MetricReport>,
    );
    // Not-a-number has no form in a message between processes.
    return reports.map((metric) => ({
      ...metric,
      values: metric.values.filter(({ value }) => Number.isFinite(value)),
    }));
  }

  private async each<T>(read: (name: string) => Promise<T>): Promise<T[]> {
    const names = this.registry.getMetricsAsArray().map(({ name }) => name);
    const results = await Promise.allSettled(names.map((name) => within(this.timeout, `reading ${name}`, read(name))));
    return results.flatMap((result, i) => {
      if (result.status === 'fulfilled') return [result.value];
      this.leaveOut(names[i]!, result.reason);
      return [];
    });
  }

  private leaveOut(metric: string, reason: unknown): void {
    this.failures.inc({ metric });
    if (this.told.has(metric)) return;
    this.told.add(metric);
    this.logger.warn(
      `The metric ${metric} is left out of the scrape: ${reason instanceof Error ? reason.message : String(reason)}`,
    );
  }
}
