import { Inject, Injectable } from '@nestjs/common';
import { Clock, SYSTEM_CLOCK } from '@nest-privacy/core';
import { invalidInput, isWholeNumber } from '@nest-privacy/core/kit';
import { DEFAULT_PAGE } from '@nest-privacy/core/validation';
import { AnalyticsConfig } from '../analytics.config.js';
import { aggregate } from './aggregate.js';
import { type Aggregate, type Breakdown, type TimeSeries } from './answers.js';
import { breakdown, type PageRequest } from './breakdown.js';
import { checkedQuery } from './checked-query.js';
import { type Dimension } from './dimension.js';
import { type Filter } from './filter.js';
import { checkedSteps, type Funnel, funnel } from './funnel.js';
import { type Goals, goals } from './goals.js';
import { Inquiry } from './inquiry.js';
import { DIMENSION_WORDS, isDimension } from './is-dimension.js';
import { type Interval, INTERVALS } from './period.js';
import { type Realtime, realtime } from './realtime.js';
import { type Retention, retention, wholeWeeks } from './retention.js';
import { type BreakdownOptions, type StatisticsOptions } from './statistics-options.js';
import { type StatisticsQuery } from './statistics-query.js';
import { rankingOf, StatisticsReader } from './statistics-reader.js';
import { type StatisticsScope } from './statistics-scope.js';
import { timeSeries } from './time-series.js';

/** Values of one page of a breakdown, at most. */
export const MOST_ITEMS = 1_000;

/**
 * Answers questions about the audience: reads calendar and zone, asks the {@link StatisticsReader}, and frames what it says. Every question may be refused with 400
 * `PERIOD_INVALID`, `TIMEZONE_UNKNOWN`, `VALIDATION_FAILED`, `FILTER_INVALID` or `CURRENCY_AMBIGUOUS`.
 */
@Injectable()
export class AnalyticsStatistics {
  constructor(
    @Inject(StatisticsReader) private readonly reader: StatisticsReader,
    @Inject(Clock) private readonly clock: Clock = SYSTEM_CLOCK,
    @Inject(AnalyticsConfig) private readonly config: Pick<AnalyticsConfig, 'goals'> = { goals: [] },
  ) {}

  /** The numbers of a period. */
  async aggregate(scope: StatisticsScope, options: StatisticsOptions = {}): Promise<Aggregate> {
    return aggregate(this.reader, await Inquiry.of(this.reader, scope, options));
  }

  /** The numbers of a period, bucket by bucket. */
  async timeSeries(scope: StatisticsScope, interval: Interval, options: StatisticsOptions = {}): Promise<TimeSeries> {
    if (!INTERVALS.includes(interval)) throw invalid('interval', `must be one of ${INTERVALS.join(', ')}`);
    return timeSeries(this.reader, await Inquiry.of(this.reader, scope, options), interval);
  }

  /**
   * The numbers of a period by the value of a dimension, most first.
   *
   * @param page how many values, 1 000 at most, and the cursor of the page before
   * @throws ProblemException 400 `CURSOR_INVALID` also
   */
  async breakdown(
    scope: StatisticsScope,
    dimension: Dimension,
    page: PageRequest,
    options: BreakdownOptions = {},
  ): Promise<Breakdown> {
    if (!isDimension(dimension)) throw invalid('dimension', DIMENSION_WORDS);
    if (!isWholeNumber(page.limit, 1, MOST_ITEMS))
      throw invalid('limit', `must be a whole number from 1 to ${MOST_ITEMS}`);
    if (options.floor !== undefined && options.compare !== undefined)
      throw invalid(
        'compare',
        'cannot be told by value under a "floor": what is left out of one period would tell of the other',
      );
    const by = options.sort ?? rankingOf(dimension);
    return breakdown(this.reader, await Inquiry.of(this.reader, scope, options, by), dimension, by, page);
  }

  /** Whichever of the three a question as data asks for. */
  query(query: StatisticsQuery): Promise<Aggregate | TimeSeries | Breakdown> {
    const {
      from,
      to,
      site,
      timezone,
      dimension,
      interval,
      limit = DEFAULT_PAGE,
      cursor,
      ...options
    } = checkedQuery(query);
    const scope = { from, to, site, timezone };
    if (dimension !== undefined) return this.breakdown(scope, dimension, { limit, cursor }, options);
    return interval === undefined ? this.aggregate(scope, options) : this.timeSeries(scope, interval, options);
  }

  /** What is going on: the last half hour. */
  realtime(site: string): Promise<Realtime> {
    return realtime(this.reader, site, this.clock.now());
  }

  /**
   * How many visits that began in a period took some steps, one after the other.
   *
   * @param steps 2 to 10 of them: the events that make each
   */
  async funnel(
    scope: StatisticsScope,
    steps: readonly Filter[],
    { filter }: Pick<StatisticsOptions, 'filter'> = {},
  ): Promise<Funnel> {
    const checked = checkedSteps(steps);
    return funnel(this.reader, await Inquiry.of(this.reader, scope, { metrics: ['visits'], filter }), checked);
  }

  /** How often each goal of the option `goals` was reached in a period. */
  async goals(scope: StatisticsScope): Promise<Goals> {
    const metrics = ['visits', 'visitors', 'events'] as const;
    return goals(this.reader, await Inquiry.of(this.reader, scope, { metrics }), this.config.goals);
  }

  /** Of those who consented and so are known again: who came back in which week. The period is widened to whole weeks, 26 at most. */
  async retention(scope: StatisticsScope): Promise<Retention> {
    const weeks = wholeWeeks(scope);
    return retention(this.reader, await Inquiry.of(this.reader, weeks, { metrics: ['visitors'] }));
  }
}

const invalid = (path: string, detail: string) => invalidInput([{ path, detail }]);
