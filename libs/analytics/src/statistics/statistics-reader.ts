import { type Metrics } from './metrics.js';
import { type Span } from './period.js';

/** Members of events by which the numbers can be broken down. */
export const DIMENSIONS = ['page', 'route', 'referrer', 'host', 'title', 'event'] as const;
/** What the numbers are broken down by; `event` is the name of custom events. */
export type Dimension = (typeof DIMENSIONS)[number];

/** What the values of a dimension are ranked by: events have names, and all else is of page views. */
export const rankingOf = (dimension: Dimension): 'events' | 'pageviews' =>
  dimension === 'event' ? 'events' : 'pageviews';

/** A value of a dimension, and what is counted of it. */
export interface RankedValue {
  readonly value: string;
  readonly metrics: Metrics;
  /** Place among values of equal rank: a whole number that is the value's alone and never changes. */
  readonly order: number;
}

/** Where a page of a breakdown begins: after the value of this rank and order. */
export interface BreakdownPosition {
  readonly rank: number;
  readonly order: number;
}

/** Which part of a breakdown is wanted. */
export interface BreakdownPage {
  /** Values, at most. */
  readonly limit: number;
  /** Default: from the first value on. */
  readonly after?: BreakdownPosition | undefined;
}

/**
 * Answers from what an {@link AnalyticsStore} keeps, exactly. Events that are marked as a machine's count nowhere, and a visitor counts once in each answer. Of a site
 * that nobody knows there is nothing.
 */
export interface StatisticsReader {
  /** The numbers of a span as a whole. */
  total(site: string, span: Span): Promise<Metrics>;
  /** The numbers of each of some spans, in their order. */
  series(site: string, spans: readonly Span[]): Promise<readonly Metrics[]>;
  /** The values of a dimension in a span, by {@link rankingOf}, most first, then by their order; empty ones are left out. Only what is ranked counts. */
  breakdown(site: string, span: Span, dimension: Dimension, page: BreakdownPage): Promise<readonly RankedValue[]>;
}

/** Injection token of {@link StatisticsReader}. */
export const StatisticsReader = Symbol.for('@nest-privacy/analytics:StatisticsReader');
