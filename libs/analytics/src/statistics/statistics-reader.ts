import { type Counts } from './counts.js';
import { type Dimension, propertyOf } from './dimension.js';
import { type Filter } from './filter.js';
import { type Metric } from './metric.js';
import { type Span } from './period.js';

/** Which events are asked about. */
export interface Question {
  /** Id of the site. */
  readonly site: string;
  /** What is going to be read of the answer; the rest may be missing from it (0). */
  readonly metrics: readonly Metric[];
  /** @default every event of people */
  readonly filter?: Filter | undefined;
  /** Of `revenue`. */
  readonly currency?: string | undefined;
}

const RANKINGS: Readonly<Partial<Record<Dimension, Metric>>> = {
  event: 'events',
  screen: 'visits',
  'entry-page': 'visits',
  'exit-page': 'visits',
};

/** What the values of a dimension are ranked by when nobody says: most are of page views, while events have names and properties, and only what browsers report has a screen. */
export const rankingOf = (dimension: Dimension): Metric =>
  RANKINGS[dimension] ?? (propertyOf(dimension) === undefined ? 'pageviews' : 'events');

/** A value of a dimension, and what is counted of it. */
export interface RankedValue {
  readonly value: string;
  readonly counts: Counts;
  /** Place among values of equal rank: a whole number that is the value's alone and never changes. */
  readonly order: number;
}

/** Where a page of a breakdown begins: after the value of this rank and order. */
export interface BreakdownPosition {
  /** The number that the values are ranked by, exactly as `metricOf` has it. */
  readonly rank: number;
  readonly order: number;
}

/** Which part of a breakdown is wanted. */
export interface BreakdownPage {
  /** Most first. */
  readonly by: Metric;
  /** Values, at most. */
  readonly limit: number;
  /** Default: from the first value on. */
  readonly after?: BreakdownPosition | undefined;
}

/** A step of a funnel: the events that make it. */
export type FunnelStep = Filter;

/** How many came back. */
export interface Cohort {
  /** The span in which these visitors were here for the first time. */
  readonly first: Span;
  /** How many of them were here in each of the spans from that one on. */
  readonly visitors: readonly number[];
}

/**
 * Answers from what an {@link AnalyticsStore} keeps, by the definitions of `docs/analytics.md`. Of a site that nobody knows there is nothing. An answer never shows half of a batch.
 */
export interface StatisticsReader {
  /** The numbers of each of some spans, in their order. */
  counts(question: Question, spans: readonly Span[]): Promise<readonly Counts[]>;
  /** The values of a dimension in a span, most first, then by their order. The empty value is left out, and so are those that have nothing of what they are ranked by. */
  breakdown(question: Question, span: Span, dimension: Dimension, page: BreakdownPage): Promise<readonly RankedValue[]>;
  /** The currencies in which there was revenue in a span, in the order of the alphabet. */
  currencies(question: Question, span: Span): Promise<readonly string[]>;
  /**
   * How many visits that began in a span came how far: for each step those that took it after the one before, in the order of time and id within the visit. Page views
   * and custom events make steps, late ones too. A filter tells which visits: those that have an event for which it holds, whichever their steps are.
   *
   * @param steps at least two
   */
  funnel(question: Question, span: Span, steps: readonly FunnelStep[]): Promise<readonly number[]>;
  /**
   * Of the visitors who are known for longer than a day, by consent: when they were here for the first time among these spans, and in which of them again;
   * by page views and custom events. There is a cohort for each span, empty ones too.
   *
   * @param spans one after the other
   */
  retention(question: Question, spans: readonly Span[]): Promise<readonly Cohort[]>;
  /** Until when everything that was taken in is counted, in milliseconds since the epoch: the time of the newest event; `null` without any. */
  newest(site: string): Promise<number | null>;
}

/** Injection token of {@link StatisticsReader}. */
export const StatisticsReader = Symbol.for('@nest-privacy/analytics:StatisticsReader');
