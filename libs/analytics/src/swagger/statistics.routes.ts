import {
  answer,
  type ControllerDescription,
  describeController,
  inQuery,
  invalid,
  list,
  oneOf,
  PAGE,
  type ParameterDescription,
  problems,
  ref,
  REFUSALS,
  type Refusal,
  type ResponseDescription,
  type ResponseDescriptions,
  type RouteDescription,
  type MediaDescription,
  type Schema,
  SITE,
  text,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { AnalyticsController } from '../analytics.controller.js';
import { FILTER_TEXT_WORDS } from '../dto/filter-text.js';
import { COMPARED_PERIODS } from '../statistics/compared-period.js';
import { ANSWER_FORMATS, type FileFormat, FILE_MEDIA_TYPES } from '../statistics/export/answer-format.js';
import { filterInvalid } from '../statistics/filter-problem.js';
import { METRICS } from '../statistics/metric.js';
import { currencyAmbiguous } from '../statistics/option-problems.js';
import { INTERVALS, invalidPeriod } from '../statistics/period.js';
import { unknownTimeZone } from '../statistics/zone-named.js';
import {
  AGGREGATE,
  BREAKDOWN,
  FUNNEL,
  FUNNEL_QUERY,
  GOALS,
  QUERY,
  REALTIME,
  RETENTION,
  TIME_SERIES,
} from './examples.js';
import { CURRENCY, DAY, DIMENSION } from './statistics.schemas.js';

const { failure, database, cursor, site } = REFUSALS;
const SCOPE = 'Needs the scope `analytics:read`.';

const PERIOD: readonly ParameterDescription[] = [
  inQuery('from', 'First day.', DAY, { required: true, example: '2026-11-01' }),
  inQuery('to', 'Last day; it is included.', DAY, { required: true, example: '2026-11-30' }),
  SITE,
  inQuery('timezone', 'IANA time zone in which days begin and end; UTC without.', text(64), {
    example: 'Europe/Berlin',
  }),
];

const NUMBERS: readonly ParameterDescription[] = [
  inQuery('metrics', `With commas between: ${METRICS.join(', ')}; all but revenue and misses without.`, text(200), {
    example: 'pageviews,visitors,bounceRate',
  }),
  inQuery('filter', `Comparisons that all must hold; each ${FILTER_TEXT_WORDS}.`, list(text(700), 20), {
    example: ['country:is:DE'],
  }),
  inQuery('compare', 'What the numbers are set beside; nothing without.', oneOf(...COMPARED_PERIODS)),
  inQuery('currency', 'Of revenue; the only one that there is without.', CURRENCY, { example: 'EUR' }),
  inQuery('format', 'As `Accept` says where it is left out.', oneOf(...ANSWER_FORMATS)),
];

const onPeriod = (...more: readonly Refusal[]): ResponseDescriptions =>
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

const INVALID_FILTER = filterInvalid({ path: 'filter.and[1].value', detail: 'must be text' });
const onNumbers = (...more: readonly Refusal[]): ResponseDescriptions =>
  onPeriod(INVALID_FILTER, currencyAmbiguous(['CHF', 'EUR']), ...more);

const FILES: Readonly<Record<FileFormat, string>> = {
  csv: 'value,pageviews\r\n/pricing,1204\r\n',
  ndjson: '{"value":"/pricing","pageviews":1204}\n',
};

function numbers(schema: Schema, example: unknown): ResponseDescription {
  const headers = ['Cache-Control', 'Vary'] as const;
  const files = Object.entries(FILE_MEDIA_TYPES).map(
    ([format, type]) =>
      answer('The numbers as a file.', { type: 'string' }, { type, example: FILES[format as FileFormat] }).content,
  );
  const json = answer('The numbers.', schema, { headers, example });
  return { ...json, content: Object.assign({}, json.content, ...files) as Readonly<Record<string, MediaDescription>> };
}

const plain = (schema: string, example: unknown): ResponseDescription =>
  answer('The numbers.', ref(schema), { headers: ['Cache-Control'], example });

const body = (description: string, schema: string, value: unknown): NonNullable<RouteDescription['requestBody']> => ({
  description,
  required: true,
  content: { 'application/json': { schema: ref(schema), examples: { question: { summary: description, value } } } },
});

const FILE = 'As CSV or NDJSON by `Accept` or `format`, then with every value up to 100 000.';

/** What is read of the statistics. */
export const STATISTICS_ROUTES: ControllerDescription = describeController(AnalyticsController, {
  aggregate: {
    summary: 'Numbers of a period',
    description: SCOPE,
    admin: true,
    parameters: [...PERIOD, ...NUMBERS],
    responses: { 200: numbers(ref('Aggregate'), AGGREGATE), ...onNumbers() },
  },
  timeSeries: {
    summary: 'Numbers over time',
    description: `Every bucket of the period, empty ones too. ${SCOPE}`,
    admin: true,
    parameters: [
      ...PERIOD,
      inQuery('interval', 'Width of the buckets; a day without.', oneOf(...INTERVALS)),
      ...NUMBERS,
    ],
    responses: { 200: numbers(ref('TimeSeries'), TIME_SERIES), ...onNumbers() },
  },
  breakdown: {
    summary: 'Numbers by the value of a dimension',
    description: `Most first. ${FILE} ${SCOPE}`,
    admin: true,
    parameters: [
      ...PERIOD,
      inQuery('dimension', 'What to break down by.', DIMENSION, { required: true, example: 'page' }),
      inQuery(
        'sort',
        'Which number comes most first; events of the dimension `event`, else page views.',
        oneOf(...METRICS),
      ),
      ...NUMBERS,
      ...PAGE,
    ],
    responses: { 200: numbers(ref('Breakdown'), BREAKDOWN), ...onNumbers(cursor) },
  },
  query: {
    summary: 'Any numbers, with filters',
    description: `With \`dimension\` by its values, with \`interval\` over time, with neither of the whole period. ${FILE} Reads only. ${SCOPE}`,
    admin: true,
    requestBody: body('The question.', 'StatisticsQuery', QUERY),
    responses: {
      200: numbers({ oneOf: [ref('Aggregate'), ref('TimeSeries'), ref('Breakdown')] }, BREAKDOWN),
      ...onNumbers(cursor),
    },
  },
  realtime: {
    summary: 'What is going on',
    description: `The last half hour, minute by minute, and the visitors of the last five minutes. ${SCOPE}`,
    admin: true,
    parameters: [SITE],
    responses: {
      200: plain('Realtime', REALTIME),
      ...problems(
        invalid('site', 'is not the id of a site'),
        ...unauthorised('analytics:read'),
        site,
        failure,
        database,
      ),
    },
  },
  funnel: {
    summary: 'How far visits came on a way of several steps',
    description: `Visits that began in the period, and took each step after the one before. Reads only. ${SCOPE}`,
    admin: true,
    requestBody: body('The steps.', 'FunnelQuery', FUNNEL_QUERY),
    responses: { 200: plain('Funnel', FUNNEL), ...onPeriod(INVALID_FILTER) },
  },
  goals: {
    summary: 'How often each goal was reached',
    description: `The goals of the option \`goals\`. ${SCOPE}`,
    admin: true,
    parameters: PERIOD,
    responses: { 200: plain('Goals', GOALS), ...onPeriod() },
  },
  retention: {
    summary: 'Who came back, week by week',
    description: `Of visitors who consented, the only ones known again. The period is widened to whole weeks, 26 at most. ${SCOPE}`,
    admin: true,
    parameters: PERIOD,
    responses: { 200: plain('Retention', RETENTION), ...onPeriod() },
  },
});
