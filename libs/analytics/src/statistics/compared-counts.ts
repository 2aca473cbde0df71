import { type Counts } from './counts.js';
import { type Dimension } from './dimension.js';
import { type Inquiry } from './inquiry.js';
import { type Span } from './period.js';
import { rankingsFor } from './rankings-for.js';
import { type StatisticsReader } from './statistics-reader.js';

/** What is counted of some values of a dimension in another span, by value; of those that are missing there was nothing. */
export async function comparedCounts(
  reader: StatisticsReader,
  { question, metrics }: Inquiry,
  span: Span,
  dimension: Dimension,
  values: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  const found = new Map<string, Counts>();
  for (const by of rankingsFor(metrics)) {
    const missing = values.filter((value) => !found.has(value));
    if (missing.length === 0) break;
    const these = { dimension, operator: 'is', value: missing } as const;
    const filter = question.filter ? { and: [question.filter, these] } : these;
    const ranked = await reader.breakdown({ ...question, filter }, span, dimension, { by, limit: missing.length });
    for (const { value, counts } of ranked) found.set(value, counts);
  }
  return found;
}
