import { days } from '@nest-privacy/core';
import fc from 'fast-check';
import { COMPARED_PERIODS, type ComparedPeriod } from '../src/statistics/compared-period.js';
import { type Dimension } from '../src/statistics/dimension.js';
import { type Filter } from '../src/statistics/filter.js';
import { type Metric } from '../src/statistics/metric.js';
import { type Interval, INTERVALS } from '../src/statistics/period.js';
import { randomQuestion, ZONES } from './random-questions.js';

/** What somebody asks by HTTP. */
export interface RandomRequest {
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
  readonly metrics: readonly Metric[];
  readonly filter: Filter | undefined;
  readonly compare: ComparedPeriod | undefined;
  readonly currency: string;
  /** Over time, by value, or neither. */
  readonly shape: 'aggregate' | 'timeseries' | 'breakdown';
  readonly interval: Interval;
  readonly dimension: Dimension;
  readonly sort: Metric;
  readonly limit: number;
  /** As a query string where it can be written as one, as a body, or as a file. */
  readonly way: 'get' | 'post' | 'csv';
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Any request about the time around a moment. */
export const randomRequest = (moment: number): fc.Arbitrary<RandomRequest> =>
  fc
    .record({
      question: randomQuestion(moment),
      timezone: fc.constantFrom(...ZONES),
      first: fc.integer({ min: -3, max: 2 }),
      length: fc.integer({ min: 0, max: 12 }),
      compare: fc.option(fc.constantFrom(...COMPARED_PERIODS), { nil: undefined }),
      shape: fc.constantFrom('aggregate' as const, 'timeseries' as const, 'breakdown' as const),
      interval: fc.constantFrom(...INTERVALS),
      way: fc.constantFrom('get' as const, 'post' as const, 'csv' as const),
    })
    .map(({ question, first, length, interval, ...asked }) => {
      const { metrics, filter, currency, dimension, by: sort, limit } = question;
      const last = first + (interval === 'hour' ? length % 3 : length);
      const [from, to] = [dayOf(moment + days(first)), dayOf(moment + days(last))];
      return { from, to, interval, metrics, filter, currency, dimension, sort, limit, ...asked };
    });
