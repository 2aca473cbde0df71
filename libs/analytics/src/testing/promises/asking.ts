import { isDeepStrictEqual } from 'node:util';
import { demand } from '@nest-privacy/core/testing';
import { type Dimension } from '../../statistics/dimension.js';
import { type Filter } from '../../statistics/filter.js';
import { type Metric, metricOf, METRICS } from '../../statistics/metric.js';
import { type Span } from '../../statistics/period.js';
import { type BreakdownPosition, type StatisticsReader } from '../../statistics/statistics-reader.js';
import { DAY } from './given.js';

/** What a question of a proof asks for beside the site. */
export interface Asked {
  readonly span?: Span;
  readonly filter?: Filter;
  readonly currency?: string;
}

/** Numbers by name. */
export type Numbers<M extends Metric> = Readonly<Record<M, number>>;

/** @throws Error when what was found is not what was expected */
export const expectEqual = (found: unknown, expected: unknown, what: string): void =>
  demand(
    isDeepStrictEqual(found, expected),
    `${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`,
  );

/** Some numbers of a span. */
export async function numbersOf<M extends Metric>(
  reader: StatisticsReader,
  site: string,
  metrics: readonly M[],
  { span = DAY, filter, currency }: Asked = {},
): Promise<Numbers<M>> {
  const [counts] = await reader.counts({ site, metrics, filter, currency }, [span]);
  demand(counts !== undefined, 'a span had no answer');
  return Object.fromEntries(metrics.map((metric) => [metric, metricOf(metric, counts!, currency)])) as Numbers<M>;
}

/** One number of a span. */
export const numberOf = async (
  reader: StatisticsReader,
  site: string,
  metric: Metric,
  asked?: Asked,
): Promise<number> => (await numbersOf(reader, site, [metric], asked))[metric];

/** @throws Error when some numbers of a span are not what was expected */
export async function expectNumbers(
  reader: StatisticsReader,
  site: string,
  expected: Partial<Record<Metric, number>>,
  { what = 'the numbers', ...asked }: Asked & { readonly what?: string } = {},
): Promise<void> {
  const metrics = METRICS.filter((metric) => expected[metric] !== undefined);
  const found = await numbersOf(reader, site, metrics, asked);
  expectEqual(found, Object.fromEntries(metrics.map((metric) => [metric, expected[metric]])), what);
}

/** Every value of a breakdown with some of its numbers, in pages of two. The first metric is the one by which they are ranked. */
export async function valuesOf(
  reader: StatisticsReader,
  site: string,
  dimension: Dimension,
  {
    metrics = [dimension === 'event' ? 'events' : 'pageviews'],
    span = DAY,
    filter,
    currency,
  }: Asked & { readonly metrics?: readonly Metric[] } = {},
): Promise<readonly (readonly [value: string, ...numbers: number[]])[]> {
  const values: [string, ...number[]][] = [];
  const by = metrics[0]!;
  let position: BreakdownPosition | undefined;
  for (;;) {
    const page = await reader.breakdown({ site, metrics, filter, currency }, span, dimension, {
      by,
      limit: 2,
      after: position,
    });
    demand(page.length <= 2, 'a page holds more than was asked for');
    for (const { value, counts } of page)
      values.push([value, ...metrics.map((metric) => metricOf(metric, counts, currency))]);
    const last = page.at(-1);
    if (!last) return values;
    position = { rank: metricOf(by, last.counts, currency), order: last.order };
  }
}
