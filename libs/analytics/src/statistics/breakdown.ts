import { decodeCursor, pageOf } from '@nest-privacy/core/kit';
import { type Breakdown } from './answers.js';
import { comparedCounts } from './compared-counts.js';
import { NO_COUNTS } from './counts.js';
import { type Dimension } from './dimension.js';
import { flooredValues, OTHER, OTHER_METRICS } from './floored-values.js';
import { Inquiry } from './inquiry.js';
import { type Metric } from './metric.js';
import { type BreakdownPosition, type RankedValue, type StatisticsReader } from './statistics-reader.js';

/** Which part of a breakdown is wanted. */
export interface PageRequest {
  /** Values, at most. */
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/**
 * The numbers by the value of a dimension, most first.
 *
 * @throws ProblemException 400 `CURSOR_INVALID`
 */
export async function breakdown(
  reader: StatisticsReader,
  inquiry: Inquiry,
  dimension: Dimension,
  by: Metric,
  { limit, cursor }: PageRequest,
): Promise<Breakdown> {
  const { period, compared, question } = inquiry;
  const { floor } = inquiry.options;
  const page = { by, limit: limit + 1, after: cursor === undefined ? undefined : positionOf(cursor) };
  const ranked = await (floor === undefined
    ? reader.breakdown(question, period.span, dimension, page)
    : flooredValues(reader, inquiry, dimension, page, floor));
  const { items, nextCursor } = pageOf(ranked, limit, ({ counts, order }) => [inquiry.metricOf(by, counts), order]);
  const values = items.map(({ value }) => value);
  const others = compared && (await comparedCounts(reader, inquiry, compared.span, dimension, values));
  const metricsOf = ({ value, counts }: RankedValue) =>
    inquiry.metricsOf(counts, floor !== undefined && value === OTHER ? OTHER_METRICS : undefined);
  return {
    ...(await inquiry.frame([...items.map(({ counts }) => counts), ...(others?.values() ?? [])])),
    dimension,
    ...(compared && { comparison: Inquiry.daysOf(compared) }),
    items: items.map((item) => ({
      value: item.value,
      metrics: metricsOf(item),
      ...(others && { comparison: inquiry.metricsOf(others.get(item.value) ?? NO_COUNTS) }),
    })),
    nextCursor,
  };
}

function positionOf(cursor: string): BreakdownPosition {
  // What is no text, as the null of a last page, is no cursor either.
  const [rank, order] = decodeCursor(typeof cursor === 'string' ? cursor : '', ['number', 'integer']);
  return { rank, order };
}
