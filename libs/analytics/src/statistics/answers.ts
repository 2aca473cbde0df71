import { type Page } from '@nest-privacy/core';
import { type Dimension } from './dimension.js';
import { type Metrics } from './metric.js';
import { type Interval } from './period.js';
import { type StatisticsMeta } from './statistics-meta.js';

/** The frame of every answer. */
export interface StatisticsFrame {
  readonly from: string;
  readonly to: string;
  readonly site: string;
  readonly timezone: string;
  readonly meta: StatisticsMeta;
}

/** The days that another period is set beside. */
export interface ComparedDays {
  readonly from: string;
  readonly to: string;
}

/** Numbers of a whole period. */
export interface Aggregate extends StatisticsFrame {
  /** Empty where they are withheld for being of too few. */
  readonly metrics: Metrics;
  /** Only where it was asked for. */
  readonly comparison?: ComparedDays & { readonly metrics: Metrics };
}

/** Numbers of a piece of time. */
export interface Bucket {
  /** Its beginning, ISO 8601 in UTC. */
  readonly time: string;
  /** Empty where they are withheld for being of too few. */
  readonly metrics: Metrics;
}

/** Numbers over time. */
export interface TimeSeries extends StatisticsFrame {
  readonly interval: Interval;
  /** Every bucket of the period, empty ones too. */
  readonly series: readonly Bucket[];
  /**
   * Only where it was asked for: bucket by bucket, the first beside the first. Where weeks, months or a change of the clock cut the other period
   * otherwise, it has a bucket more or fewer.
   */
  readonly comparison?: ComparedDays & { readonly series: readonly Bucket[] };
}

/** Numbers of one value of a dimension. */
export interface BreakdownItem {
  readonly value: string;
  readonly metrics: Metrics;
  /** Of the same value in the period that is set beside; only where it was asked for, and not withheld. */
  readonly comparison?: Metrics;
}

/** Numbers by the value of a dimension. */
export interface Breakdown extends StatisticsFrame, Page<BreakdownItem> {
  readonly dimension: Dimension;
  /** Only where it was asked for. */
  readonly comparison?: ComparedDays;
}
