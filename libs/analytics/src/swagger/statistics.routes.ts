import {
  answer,
  type ControllerDescription,
  describeController,
  inQuery,
  invalid,
  oneOf,
  PAGE,
  type ParameterDescription,
  problems,
  ref,
  REFUSALS,
  type ResponseDescriptions,
  type Refusal,
  SITE,
  text,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { AnalyticsController } from '../analytics.controller.js';
import { INTERVALS, invalidPeriod } from '../statistics/period.js';
import { NAMED_DIMENSIONS } from '../statistics/dimension.js';
import { unknownTimeZone } from '../statistics/zone-named.js';
import { AGGREGATE, BREAKDOWN, TIME_SERIES } from './examples.js';

const { failure, database, cursor, site } = REFUSALS;
const DAY = { type: 'string', format: 'date' };
const SCOPE = 'Needs the scope `analytics:read`.';

const PERIOD: readonly ParameterDescription[] = [
  inQuery('from', 'First day.', DAY, { required: true, example: '2026-11-01' }),
  inQuery('to', 'Last day; it is included.', DAY, { required: true, example: '2026-11-30' }),
  SITE,
  inQuery('timezone', 'IANA time zone in which days begin and end; UTC without.', text(64), {
    example: 'Europe/Berlin',
  }),
];

const refusals = (...more: readonly Refusal[]): ResponseDescriptions =>
  problems(
    invalid('site', 'is not the id of a site'),
    invalidPeriod('to', 'is before "from"'),
    unknownTimeZone(),
    ...more,
    ...unauthorised('analytics:read'),
    site,
    failure,
    database,
  );

/** What is read of the statistics. */
export const STATISTICS_ROUTES: ControllerDescription = describeController(AnalyticsController, {
  aggregate: {
    summary: 'Numbers of a period',
    description: SCOPE,
    admin: true,
    parameters: PERIOD,
    responses: {
      200: answer('The numbers.', ref('Aggregate'), { headers: ['Cache-Control'], example: AGGREGATE }),
      ...refusals(),
    },
  },
  timeSeries: {
    summary: 'Numbers over time',
    description: `Every bucket of the period, empty ones too. ${SCOPE}`,
    admin: true,
    parameters: [...PERIOD, inQuery('interval', 'Width of the buckets; a day without.', oneOf(...INTERVALS))],
    responses: {
      200: answer('The numbers.', ref('TimeSeries'), { headers: ['Cache-Control'], example: TIME_SERIES }),
      ...refusals(),
    },
  },
  breakdown: {
    summary: 'Numbers by the value of a dimension',
    description: `The most frequent first. ${SCOPE}`,
    admin: true,
    parameters: [
      ...PERIOD,
      inQuery('dimension', 'What to break down by.', oneOf(...NAMED_DIMENSIONS), { required: true, example: 'page' }),
      ...PAGE,
    ],
    responses: {
      200: answer('The numbers.', ref('Breakdown'), { headers: ['Cache-Control'], example: BREAKDOWN }),
      ...refusals(cursor),
    },
  },
});
