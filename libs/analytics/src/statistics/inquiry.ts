import { comparedWith } from './compared-period.js';
import { checkedOptions } from './checked-options.js';
import { type ComparedDays, type StatisticsFrame } from './answers.js';
import { type Counts } from './counts.js';
import { DEFAULT_METRICS, type Metric, type Metrics, metricOf } from './metric.js';
import { currencyAmbiguous } from './option-problems.js';
import { Period, type Span } from './period.js';
import { metaOf } from './statistics-meta.js';
import { type BreakdownOptions } from './statistics-options.js';
import { type Question, type StatisticsReader } from './statistics-reader.js';
import { type StatisticsScope } from './statistics-scope.js';

/** A question that was understood: its calendar, its currency and its options are known to be right. */
export class Inquiry {
  private constructor(
    private readonly scope: StatisticsScope,
    readonly options: BreakdownOptions,
    readonly period: Period,
    readonly compared: Period | undefined,
    /** What is answered. */
    readonly metrics: readonly Metric[],
    /** As readers take it. */
    readonly question: Question,
    private readonly currency: string | null | undefined,
    private readonly newest: Promise<number | null>,
  ) {}

  /**
   * @param sort what values are ranked by, if any are
   * @throws ProblemException 400 `PERIOD_INVALID`, `TIMEZONE_UNKNOWN`, `VALIDATION_FAILED`, `FILTER_INVALID` or `CURRENCY_AMBIGUOUS`
   */
  static async of(
    reader: StatisticsReader,
    scope: StatisticsScope,
    given: BreakdownOptions,
    sort?: Metric,
  ): Promise<Inquiry> {
    const options = checkedOptions(given);
    const { filter, compare, floor } = options;
    const { from, to, timezone = 'UTC' } = scope;
    const period = Period.of(from, to, timezone);
    const compared = compare && comparedWith(period, compare);
    const metrics = [...new Set<Metric>(options.metrics ?? DEFAULT_METRICS)];
    const needed = new Set<Metric>([
      ...metrics,
      ...(sort === undefined ? [] : [sort]),
      ...(floor === undefined ? [] : (['visitors'] as const)),
    ]);
    const question: Question = { site: scope.site, metrics: [...needed], ...(filter && { filter }) };
    const spans = [period.span, ...(compared ? [compared.span] : [])];
    const currency = needed.has('revenue')
      ? (options.currency ?? (await onlyCurrency(reader, question, spans)))
      : undefined;
    const newest = reader.newest(scope.site);
    // Whoever fails before it is awaited has told why already.
    newest.catch(() => undefined);
    const known = { ...question, ...(typeof currency === 'string' && { currency }) };
    return new Inquiry(scope, options, period, compared, metrics, known, currency, newest);
  }

  /**
   * The numbers that were asked for, of what was counted.
   *
   * @param among which of them; default: all
   */
  metricsOf(counts: Counts, among: ReadonlySet<Metric> = new Set(this.metrics)): Metrics {
    return Object.fromEntries(
      this.metrics.filter((metric) => among.has(metric)).map((metric) => [metric, this.metricOf(metric, counts)]),
    );
  }

  /** One number of what was counted. */
  metricOf(metric: Metric, counts: Counts): number {
    return metricOf(metric, counts, this.question.currency);
  }

  /**
   * The frame of the answer.
   *
   * @param counts everything that was counted for it
   */
  async frame(counts: readonly Counts[]): Promise<StatisticsFrame> {
    const { site, timezone = 'UTC' } = this.scope;
    const { filter, floor } = this.options;
    const currency = this.metrics.includes('revenue') ? this.currency : undefined;
    const meta = metaOf({ metrics: this.metrics, filter, currency, floor }, counts, await this.newest);
    return { from: this.period.from, to: this.period.to, site, timezone, meta };
  }

  /** The days that the period is set beside. */
  static daysOf({ from, to }: Period): ComparedDays {
    return { from, to };
  }
}

async function onlyCurrency(
  reader: StatisticsReader,
  question: Question,
  spans: readonly Span[],
): Promise<string | null> {
  const found = await Promise.all(spans.map((span) => reader.currencies(question, span)));
  const currencies = [...new Set(found.flat())].sort();
  if (currencies.length > 1) throw currencyAmbiguous(currencies);
  return currencies[0] ?? null;
}
