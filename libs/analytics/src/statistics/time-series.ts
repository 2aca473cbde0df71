import { type Bucket, type TimeSeries } from './answers.js';
import { type Counts } from './counts.js';
import { Inquiry } from './inquiry.js';
import { type Interval, type Span } from './period.js';
import { type StatisticsReader } from './statistics-reader.js';
import { withheld } from './withheld.js';

/**
 * The numbers over time.
 *
 * @throws ProblemException 400 `PERIOD_INVALID` when the buckets are too many
 */
export async function timeSeries(reader: StatisticsReader, inquiry: Inquiry, interval: Interval): Promise<TimeSeries> {
  const { period, compared, question } = inquiry;
  const spans = period.buckets(interval);
  const others = compared?.buckets(interval) ?? [];
  const [counts, before] = await Promise.all([
    reader.counts(question, spans),
    compared ? reader.counts(question, others) : [],
  ]);
  return {
    ...(await inquiry.frame([...counts, ...before])),
    interval,
    series: bucketsOf(inquiry, spans, counts),
    ...(compared && { comparison: { ...Inquiry.daysOf(compared), series: bucketsOf(inquiry, others, before) } }),
  };
}

function bucketsOf(inquiry: Inquiry, spans: readonly Span[], counts: readonly Counts[]): Bucket[] {
  const { floor } = inquiry.options;
  const hidden =
    floor === undefined
      ? undefined
      : withheld(
          counts.map(({ visitors }) => visitors.count),
          floor,
        );
  return spans.map(({ start }, i) => ({
    time: new Date(start).toISOString(),
    metrics: hidden?.has(i) === true ? {} : inquiry.metricsOf(counts[i]!),
  }));
}
