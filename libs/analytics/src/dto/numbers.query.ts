import { IsOptional } from 'class-validator';
import { COMPARED_PERIODS, type ComparedPeriod } from '../statistics/compared-period.js';
import { ANSWER_FORMATS, type AnswerFormat } from '../statistics/export/answer-format.js';
import { type Metric } from '../statistics/metric.js';
import { type StatisticsOptions } from '../statistics/statistics-options.js';
import { filterOf } from './filter-text.js';
import { ScopeQuery } from './scope.query.js';
import { CurrencyCode, FilterTexts, MetricText, OneOf } from './statistics.decorators.js';

/** What is asked about, as query parameters. */
export class NumbersQuery extends ScopeQuery {
  /** With commas between. @default all but revenue and misses */
  @IsOptional()
  @MetricText()
  metrics?: Metric[];

  /** Comparisons such as `page:is:/pricing`, which all must hold. @default none */
  @IsOptional()
  @FilterTexts()
  filter?: string[];

  /** What the numbers are set beside. @default nothing */
  @IsOptional()
  @OneOf(COMPARED_PERIODS)
  compare?: ComparedPeriod;

  /** Of revenue. @default the only one that there is */
  @IsOptional()
  @CurrencyCode()
  currency?: string;

  /** @default by the request's `Accept` */
  @IsOptional()
  @OneOf(ANSWER_FORMATS)
  format?: AnswerFormat;

  options(): StatisticsOptions {
    const { metrics, filter, compare, currency } = this;
    return { metrics, filter: filterOf(filter), compare, currency };
  }
}
