import { Inject, Injectable } from '@nestjs/common';
import { type Page } from '@nest-privacy/core';
import { decodeCursor, pageOf } from '@nest-privacy/core/kit';
import { type Counts } from './counts.js';
import { type Dimension } from './dimension.js';
import { type Metric, type Metrics, metricOf } from './metric.js';
import { STATISTICS_META, type StatisticsMeta } from './statistics-meta.js';
import { type Interval, Period } from './period.js';
import { type BreakdownPosition, rankingOf, StatisticsReader } from './statistics-reader.js';

const ALL: readonly Metric[] = ['pageviews', 'visitors', 'events'];

const metricsOf = (counts: Counts): Metrics =>
  Object.fromEntries(ALL.map((metric) => [metric, metricOf(metric, counts)]));

/** What is asked about. */
export interface StatisticsScope {
  /** First day, as `2026-06-01`. */
  readonly from: string;
  /** Last day; it is included. */
  readonly to: string;
  /** Id of the site. */
  readonly site: string;
  /** IANA time zone in which days begin and end. @default 'UTC' */
  readonly timezone?: string;
}

/** The frame of every answer. */
export interface StatisticsFrame {
  readonly from: string;
  readonly to: string;
  readonly site: string;
  readonly timezone: string;
  readonly meta: StatisticsMeta;
}

/** Numbers of a whole period. */
export interface Aggregate extends StatisticsFrame {
  readonly metrics: Metrics;
}

/** Numbers over time. */
export interface TimeSeries extends StatisticsFrame {
  readonly interval: Interval;
  /** Every bucket of the period, empty ones too; `time` is its beginning, ISO 8601 in UTC. */
  readonly series: readonly { readonly time: string; readonly metrics: Metrics }[];
}

/** Numbers by the value of a dimension. */
export interface Breakdown extends StatisticsFrame, Page<{ readonly value: string; readonly metrics: Metrics }> {
  readonly dimension: Dimension;
}

/** Answers questions about the audience: reads calendar and zone, asks the {@link StatisticsReader}, and frames what it says. */
@Injectable()
export class AnalyticsStatistics {
  constructor(@Inject(StatisticsReader) private readonly reader: StatisticsReader) {}

  /** @throws ProblemException 400 `PERIOD_INVALID` or `TIMEZONE_UNKNOWN` */
  async aggregate(scope: StatisticsScope): Promise<Aggregate> {
    const { frame, period } = read(scope);
    return { ...frame, metrics: metricsOf((await this.reader.counts({ site: scope.site, metrics: ALL }, [period.span]))[0]!) };
  }

  /** @throws ProblemException 400 `PERIOD_INVALID` or `TIMEZONE_UNKNOWN` */
  async timeSeries(scope: StatisticsScope, interval: Interval): Promise<TimeSeries> {
    const { frame, period } = read(scope);
    const spans = period.buckets(interval);
    const counts = await this.reader.counts({ site: scope.site, metrics: ALL }, spans);
    const series = spans.map(({ start }, i) => ({ time: new Date(start).toISOString(), metrics: metricsOf(counts[i]!) }));
    return { ...frame, interval, series };
  }

  /**
   * @param page how many values at most, and the cursor of the page before
   * @throws ProblemException 400 `PERIOD_INVALID`, `TIMEZONE_UNKNOWN` or `CURSOR_INVALID`
   */
  async breakdown(
    scope: StatisticsScope,
    dimension: Dimension,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Breakdown> {
    const { frame, period } = read(scope);
    const after = cursor === undefined ? undefined : positionOf(cursor);
    const ranked = await this.reader.breakdown({ site: scope.site, metrics: ALL }, period.span, dimension, {
      by: rankingOf(dimension),
      limit: limit + 1,
      after,
    });
    const ranking = rankingOf(dimension);
    const { items, nextCursor } = pageOf(ranked, limit, ({ counts, order }) => [metricOf(ranking, counts), order]);
    return { ...frame, dimension, items: items.map(({ value, counts }) => ({ value, metrics: metricsOf(counts) })), nextCursor };
  }
}

function positionOf(cursor: string): BreakdownPosition {
  const [rank, order] = decodeCursor(cursor, ['count', 'integer']);
  return { rank, order };
}

function read({ from, to, site, timezone = 'UTC' }: StatisticsScope): { frame: StatisticsFrame; period: Period } {
  return { frame: { from, to, site, timezone, meta: STATISTICS_META }, period: Period.of(from, to, timezone) };
}
