import { type Counts } from '../src/statistics/counts.js';
import { type Metric, metricOf } from '../src/statistics/metric.js';
import { type BreakdownPosition, type StatisticsReader } from '../src/statistics/statistics-reader.js';
import { type RandomQuestion } from './random-questions.js';

const MOST_PAGES = 200;

/** All that a reader answers to a question about a site, in a form in which two readers can be compared. */
export async function answersOf(reader: StatisticsReader, site: string, asked: RandomQuestion): Promise<unknown> {
  const { metrics, filter, currency, whole, parts, steps } = asked;
  const question = { site, metrics, filter, currency };
  const counts = await reader.counts(question, [whole, ...parts]);
  return {
    counts: counts.map((one) => numbersOf(one, metrics, currency)),
    breakdown: await valuesOf(reader, site, asked),
    currencies: await reader.currencies(question, whole),
    funnel: await reader.funnel(question, whole, steps),
    retention: await reader.retention(question, parts),
    newest: await reader.newest(site),
  };
}

/** What is asked for of some counts; of so few visitors each is known, so that an error stands out. */
const numbersOf = (counts: Counts, metrics: readonly Metric[], currency: string): readonly unknown[] =>
  metrics.map((metric) => {
    const { count, error } = counts.visitors;
    return metric === 'visitors' && error !== 0 ? { count, error } : metricOf(metric, counts, currency);
  });

/** Every value with its numbers, in the order of ranks; values of equal rank in that of the alphabet, for theirs is the reader's own. */
async function valuesOf(
  reader: StatisticsReader,
  site: string,
  { dimension, by, limit, currency, filter, whole, ...asked }: RandomQuestion,
): Promise<readonly unknown[]> {
  const metrics = [...new Set([by, ...asked.metrics])];
  const found: { readonly value: string; readonly rank: number; readonly numbers: readonly unknown[] }[] = [];
  let after: BreakdownPosition | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const question = { site, metrics, filter, currency };
    const page = await reader.breakdown(question, whole, dimension, { by, limit, after });
    if (page.length === 0) break;
    if (page.length > limit) throw new Error(`a page of ${limit} has ${page.length} values`);
    for (const { value, counts } of page)
      found.push({ value, rank: metricOf(by, counts, currency), numbers: numbersOf(counts, metrics, currency) });
    after = { rank: found.at(-1)!.rank, order: page.at(-1)!.order };
  }
  const isRanked = found.every(({ rank }, i) => i === 0 || rank <= found[i - 1]!.rank);
  if (!isRanked) throw new Error(`the values are not in the order of their ranks: ${JSON.stringify(found)}`);
  return found.sort((a, b) => b.rank - a.rank || (a.value < b.value ? -1 : 1));
}
