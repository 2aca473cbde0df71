import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Page } from '@nest-privacy/core';
import { decodeCursor, pageOf } from '@nest-privacy/core/kit';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { type Metrics, metricsOf, STATISTICS_META, type StatisticsMeta } from './metrics.js';
import { type Interval, Period } from './period.js';
import { type BreakdownPosition, type Dimension, StatisticsQuery } from './statistics-query.js';

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

/** Answers questions about the audience from the raw events, exactly. */
@Injectable()
export class AnalyticsStatistics {
  constructor(@Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource) {}

  /** @throws ProblemException 400 `PERIOD_INVALID` or `TIMEZONE_UNKNOWN` */
  async aggregate(scope: StatisticsScope): Promise<Aggregate> {
    const { frame, period } = read(scope);
    const row = await new StatisticsQuery(this.source).total(scope.site, period.span);
    return { ...frame, metrics: metricsOf(row) };
  }

  /** @throws ProblemException 400 `PERIOD_INVALID` or `TIMEZONE_UNKNOWN` */
  async timeSeries(scope: StatisticsScope, interval: Interval): Promise<TimeSeries> {
    const { frame, period } = read(scope);
    const spans = period.buckets(interval);
    const rows = await new StatisticsQuery(this.source).series(scope.site, spans);
    const byBucket = new Map(rows.map((row) => [Number(row.bucket), row]));
    const series = spans.map(({ start }, i) => ({
      time: new Date(start).toISOString(),
      metrics: metricsOf(byBucket.get(i) ?? NOTHING),
    }));
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
    const rows = await new StatisticsQuery(this.source).breakdown(scope.site, period.span, dimension, limit + 1, after);
    const ranked = dimension === 'event' ? 'events' : 'pageviews';
    const { items, nextCursor } = pageOf(rows, limit, (row) => [metricsOf(row)[ranked], row.term]);
    const values = items.map((row) => ({ value: row.value, metrics: metricsOf(row) }));
    return { ...frame, dimension, items: values, nextCursor };
  }
}

function positionOf(cursor: string): BreakdownPosition {
  const [rank, term] = decodeCursor(cursor, ['count', 'integer']);
  return { rank, term };
}

const NOTHING = { pageviews: 0, visitors: 0, events: 0 };

function read({ from, to, site, timezone = 'UTC' }: StatisticsScope): { frame: StatisticsFrame; period: Period } {
  return { frame: { from, to, site, timezone, meta: STATISTICS_META }, period: Period.of(from, to, timezone) };
}
