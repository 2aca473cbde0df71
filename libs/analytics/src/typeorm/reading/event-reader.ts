import { type Counts } from '../../statistics/counts.js';
import { type Dimension } from '../../statistics/dimension.js';
import { type Span } from '../../statistics/period.js';
import { type BreakdownPage, type Question, type RankedValue } from '../../statistics/statistics-reader.js';
import { ColumnReader } from './columns/column-reader.js';
import { RawReader } from './raw-reader.js';
import { type Reading } from './reading.js';

/** Counts events: by columns where they know the answer, and else one row after the other. */
export class EventReader {
  private readonly columns: ColumnReader;
  private readonly rows: RawReader;

  constructor(reading: Reading) {
    this.columns = new ColumnReader(reading);
    this.rows = new RawReader(reading);
  }

  async counts(question: Question, spans: readonly Span[]): Promise<readonly Counts[]> {
    const counts = await this.columns.counts(question, spans);
    if (!counts) return this.rows.counts(question, spans);
    if (!question.metrics.includes('revenue')) return counts;
    const revenue = await this.rows.revenue(question, spans);
    return counts.map((one, i) => ({ ...one, revenue: revenue[i]! }));
  }

  async breakdown(
    question: Question,
    span: Span,
    dimension: Dimension,
    page: BreakdownPage,
  ): Promise<readonly RankedValue[]> {
    const values = await this.columns.breakdown(question, span, dimension, page);
    if (!values) return this.rows.breakdown(question, span, dimension, page);
    if (!question.metrics.includes('revenue')) return values;
    const revenue = await this.rows.revenueOfValues(question, span, dimension);
    return values.map((one) => ({ ...one, counts: { ...one.counts, revenue: revenue.get(one.order) ?? {} } }));
  }
}
