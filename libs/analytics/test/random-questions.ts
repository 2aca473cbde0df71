import { days, hours, minutes } from '@nest-privacy/core';
import fc from 'fast-check';
import { type Dimension, NAMED_DIMENSIONS } from '../src/statistics/dimension.js';
import { type Comparison, type Filter, OPERATORS } from '../src/statistics/filter.js';
import { type Metric, METRICS } from '../src/statistics/metric.js';
import { Period, type Span } from '../src/statistics/period.js';
import { WORDS } from './random-events.js';

/** Zones to ask in: whole hours, halves and quarters, and one that changes its clock. */
export const ZONES = ['UTC', 'UTC', 'Asia/Tehran', 'Asia/Kolkata', 'Asia/Kathmandu', 'Europe/Berlin'];
const DIMENSIONS: readonly Dimension[] = [...NAMED_DIMENSIONS, 'property:plan', 'property:n'];
const PATTERNS = ['a', '^/', 'B$', '^$', '(?i)[a-e]+', '^(/|News|DE)$', '\\d'];
const ANYWHERE = ['nowhere', '7', '0.5', 'true', 'Yearly', ''];

/** Words that events may have in a dimension, and some that they have not. */
function wordsOf(dimension: Dimension): readonly string[] {
  if (dimension === 'event') return [...WORDS.name, ...ANYWHERE];
  if (dimension.startsWith('utm-')) return [...WORDS.campaign, ...ANYWHERE];
  if (dimension.endsWith('-page')) return [...WORDS.page, ...ANYWHERE];
  if (dimension.endsWith('-version')) return [...WORDS.version, ...ANYWHERE];
  return [...((WORDS as Partial<Record<string, readonly string[]>>)[dimension] ?? []), ...ANYWHERE];
}

const dimensions = fc.constantFrom(...DIMENSIONS);
const comparisons: fc.Arbitrary<Comparison> = fc
  .tuple(dimensions, fc.constantFrom(...OPERATORS))
  .chain(([dimension, operator]) => {
    const words = operator === 'matches' ? PATTERNS : wordsOf(dimension);
    const isText = operator === 'contains' || operator === 'not_contains';
    const value = fc.constantFrom(...words.filter((word) => word !== '' || !isText));
    return fc.record({
      dimension: fc.constant(dimension),
      operator: fc.constant(operator),
      value: fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 })),
    });
  });

const { filter: filters } = fc.letrec<{ filter: Filter }>((tie) => {
  const some = fc.array(tie('filter'), { minLength: 1, maxLength: 3 });
  return {
    filter: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { arbitrary: comparisons, weight: 3 },
      { arbitrary: fc.record({ and: some }), weight: 1 },
      { arbitrary: fc.record({ or: some }), weight: 1 },
      { arbitrary: fc.record({ not: tie('filter') }), weight: 1 },
    ),
  };
});

/** Spans one after the other, and the whole of them. */
interface Spans {
  readonly whole: Span;
  readonly parts: readonly Span[];
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Days of a calendar around a moment, cut as a time series is. */
const periods = (moment: number): fc.Arbitrary<Spans> =>
  fc
    .record({
      zone: fc.constantFrom(...ZONES),
      interval: fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const),
      first: fc.integer({ min: -3, max: 2 }),
      length: fc.integer({ min: 0, max: 12 }),
    })
    .map(({ zone, interval, first, length }) => {
      const last = first + (interval === 'hour' ? length % 3 : length);
      const period = Period.of(dayOf(moment + days(first)), dayOf(moment + days(last)), zone);
      return { whole: period.span, parts: period.buckets(interval) };
    });

/** Spans that begin and end wherever they like. */
const cuts = (moment: number): fc.Arbitrary<Spans> =>
  fc
    .array(
      fc
        .tuple(
          fc.constantFrom(1, 1_000, minutes(10), minutes(15), minutes(30), hours(1), days(1)),
          fc.integer({ min: -5, max: 40 }),
        )
        .map(([unit, count]) => moment + unit * count),
      { minLength: 2, maxLength: 5 },
    )
    .map((instants) => {
      const sorted = instants.sort((a, b) => a - b);
      return {
        whole: { start: sorted[0]!, end: sorted.at(-1)! },
        parts: sorted.slice(1).map((end, i) => ({ start: sorted[i]!, end })),
      };
    });

/** Everything that is asked of a reader about one site, in one go. */
export interface RandomQuestion extends Spans {
  readonly metrics: readonly Metric[];
  readonly filter: Filter | undefined;
  readonly currency: string;
  readonly dimension: Dimension;
  readonly by: Metric;
  readonly limit: number;
  readonly steps: readonly Filter[];
}

/** Any question about the time around a moment. */
export const randomQuestion = (moment: number): fc.Arbitrary<RandomQuestion> =>
  fc
    .record({
      spans: fc.oneof(periods(moment), periods(moment), cuts(moment)),
      metrics: fc.subarray([...METRICS], { minLength: 1 }),
      filter: fc.option(filters, { nil: undefined }),
      currency: fc.constantFrom('EUR', 'CHF', 'USD'),
      dimension: dimensions,
      by: fc.constantFrom(...METRICS),
      limit: fc.integer({ min: 1, max: 4 }),
      steps: fc.array(filters, { minLength: 2, maxLength: 4 }),
    })
    .map(({ spans, ...asked }) => ({ ...spans, ...asked }));
