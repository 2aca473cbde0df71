import { type Counts } from '../../statistics/counts.js';
import { type Dimension } from '../../statistics/dimension.js';
import { type Span } from '../../statistics/period.js';
import { type BreakdownPage, type Question, type RankedValue } from '../../statistics/statistics-reader.js';
import { cutSpan, dayPartsOf, isOfQuarters } from './day-part.js';
import { type Reading } from './reading.js';
import { SumBreakdown } from './sum-breakdown.js';
import { revenueOf, sumCounts } from './sum-counts.js';
import { summedDimension } from './summed-dimension.js';

/** Answers from the sums that were made as events were stored, as far as they know. */
export class SumReader {
  constructor(private readonly reading: Reading) {}

  /** @returns `undefined` where sums do not know it */
  counts(question: Question, spans: readonly Span[]): Promise<readonly Counts[]> | undefined {
    if (question.filter !== undefined || !spans.every(isOfQuarters)) return undefined;
    return sumCounts(this.reading, question, spans);
  }

  /** @returns `undefined` where sums do not know it */
  breakdown(
    question: Question,
    span: Span,
    dimension: Dimension,
    page: BreakdownPage,
  ): Promise<readonly RankedValue[]> | undefined {
    const summed = summedDimension(dimension);
    const { whole } = cutSpan(span);
    if (question.filter !== undefined || summed === undefined || whole === undefined) return undefined;
    return new SumBreakdown(this.reading, question, span, dimension, summed, whole, page).answer();
  }

  /** @returns `undefined` where sums do not know it */
  currencies({ filter }: Question, span: Span): Promise<readonly string[]> | undefined {
    if (filter !== undefined || !isOfQuarters(span) || span.start >= span.end) return undefined;
    return revenueOf(this.reading, dayPartsOf(span, 0)).then((found) =>
      [...new Set((found.get(0) ?? []).map(({ currency }) => currency))].sort(),
    );
  }
}
