import { comparedWith } from '../src/statistics/compared-period.js';
import { NO_COUNTS } from '../src/statistics/counts.js';
import { METRICS, type Metrics, metricOf } from '../src/statistics/metric.js';
import { Period, type Span } from '../src/statistics/period.js';
import { type RankedValue, type StatisticsReader } from '../src/statistics/statistics-reader.js';
import { type RandomRequest } from './random-requests.js';

/** Values of a dimension that the tests have, at most. */
const ALL = 10_000;

/** A line of an answer: what it is about, its numbers, and those that are set beside. */
export interface Line {
  readonly name: string;
  readonly metrics: Metrics;
  readonly comparison?: Metrics | undefined;
}

/** What a request has to be answered with, counted by a reader that counts by hand; of a breakdown every value, most first, those of equal rank by name. */
export async function answersByHand(
  reader: StatisticsReader,
  site: string,
  asked: RandomRequest,
): Promise<readonly Line[]> {
  const { filter, currency, shape, compare, interval } = asked;
  const question = { site, metrics: METRICS, filter, currency };
  const period = Period.of(asked.from, asked.to, asked.timezone);
  const other = compare && comparedWith(period, compare);
  const numbersOf = (counts = NO_COUNTS): Metrics =>
    Object.fromEntries(asked.metrics.map((metric) => [metric, metricOf(metric, counts, currency)]));
  const numbersIn = async (spans: readonly Span[]): Promise<readonly Metrics[]> =>
    (await reader.counts(question, spans)).map(numbersOf);
  const valuesIn = async (span: Span, by = asked.sort): Promise<readonly RankedValue[]> =>
    reader.breakdown(question, span, asked.dimension, { by, limit: ALL });

  if (shape === 'breakdown') {
    const others = new Map<string, RankedValue['counts']>();
    for (const by of other ? METRICS : [])
      for (const { value, counts } of await valuesIn(other!.span, by)) others.set(value, counts);
    return (await valuesIn(period.span))
      .map(({ value, counts }) => ({
        name: value,
        rank: metricOf(asked.sort, counts, currency),
        metrics: numbersOf(counts),
        comparison: other && numbersOf(others.get(value)),
      }))
      .sort((a, b) => b.rank - a.rank || (a.name < b.name ? -1 : 1))
      .map(({ name, metrics, comparison }) => ({ name, metrics, comparison }));
  }
  const cut = (of: Period): readonly Span[] => (shape === 'aggregate' ? [of.span] : of.buckets(interval));
  const spans = cut(period);
  const own = await numbersIn(spans);
  const beside = other ? await numbersIn(cut(other)) : [];
  return Array.from({ length: Math.max(own.length, beside.length) }, (_, i) => ({
    name: shape === 'aggregate' ? asked.from : spans[i] ? new Date(spans[i].start).toISOString() : '',
    metrics: own[i] ?? {},
    comparison: other && (beside[i] ?? {}),
  }));
}
