import { type Aggregate } from './answers.js';
import { type Counts } from './counts.js';
import { Inquiry } from './inquiry.js';
import { type Metrics } from './metric.js';
import { type StatisticsReader } from './statistics-reader.js';

/** The numbers of a whole period. */
export async function aggregate(reader: StatisticsReader, inquiry: Inquiry): Promise<Aggregate> {
  const { period, compared, question } = inquiry;
  const spans = [period.span, ...(compared ? [compared.span] : [])];
  const counts = await reader.counts(question, spans);
  const shown = (of: Counts): Metrics =>
    of.visitors.count < (inquiry.options.floor ?? 0) ? {} : inquiry.metricsOf(of);
  return {
    ...(await inquiry.frame(counts)),
    metrics: shown(counts[0]!),
    ...(compared && { comparison: { ...Inquiry.daysOf(compared), metrics: shown(counts[1]!) } }),
  };
}
