import {
  COUNT,
  described,
  list,
  object,
  oneOf,
  orNull,
  page,
  record,
  ref,
  type Schema,
  type Schemas,
  text,
  TIME,
} from '@nest-privacy/core/swagger';
import { COMPARED_PERIODS } from '../statistics/compared-period.js';
import { NAMED_DIMENSIONS } from '../statistics/dimension.js';
import { ANSWER_FORMATS } from '../statistics/export/answer-format.js';
import { LONGEST_VALUE, MOST_COMPARISONS, MOST_VALUES } from '../statistics/filter-check.js';
import { OPERATORS } from '../statistics/filter.js';
import { METRIC_DEFINITIONS } from '../statistics/metric-definitions.js';
import { METRICS } from '../statistics/metric.js';
import { INTERVALS } from '../statistics/period.js';

/** A day of the calendar. */
export const DAY: Schema = { type: 'string', format: 'date' };
/** Three capital letters. */
export const CURRENCY: Schema = { type: 'string', pattern: '^[A-Z]{3}$' };
/** A name of a dimension, or `property:<name>`. */
export const DIMENSION: Schema = {
  anyOf: [
    { type: 'string', enum: [...NAMED_DIMENSIONS] },
    { type: 'string', pattern: '^property:.{1,50}$' },
  ],
};
const SHARE: Schema = { type: 'number', minimum: 0, maximum: 1 };
const NUMBER: Schema = { type: 'number' };
const SHARES: ReadonlySet<string> = new Set(['bounceRate']);
const FRACTIONS: ReadonlySet<string> = new Set(['viewsPerVisit', 'duration', 'eventRate', 'revenue']);
const metricSchema = (metric: string): Schema => (SHARES.has(metric) ? SHARE : FRACTIONS.has(metric) ? NUMBER : COUNT);

const SCOPE = {
  from: described(DAY, 'First day.'),
  to: described(DAY, 'Last day; it is included.'),
  site: text(64, 'Id of the site; that of the host without.'),
  timezone: text(64, 'IANA time zone in which days begin and end; UTC without.'),
};
const FRAME = {
  from: DAY,
  to: DAY,
  site: text(64),
  timezone: described({ type: 'string' }, 'In which days begin and end.'),
  meta: ref('StatisticsMeta'),
};
const METRIC_NUMBERS = ref('Metrics');
const BUCKETS = list(object({ time: described(TIME, 'The beginning of the bucket.'), metrics: METRIC_NUMBERS }));
const compared = (more: Schemas): Schema =>
  described(object({ from: DAY, to: DAY, ...more }), 'The period that is set beside; only where it was asked for.');
const items = (values: Schemas, required?: readonly string[]): Schema =>
  object({ value: { type: 'string' }, metrics: METRIC_NUMBERS, ...values }, required);
const framed = (members: Schemas, optional: Schemas = {}): Schema =>
  object({ ...FRAME, ...members, ...optional }, [...Object.keys(FRAME), ...Object.keys(members)]);

/** What the routes of statistics take and answer. */
export const STATISTICS_SCHEMAS: Schemas = {
  Metrics: object(
    Object.fromEntries(METRICS.map((metric) => [metric, described(metricSchema(metric), METRIC_DEFINITIONS[metric])])),
    [],
  ),
  Filter: {
    description: 'Which events count. 5 levels deep at most, and no deeper than any body may be.',
    oneOf: [
      object({
        dimension: DIMENSION,
        operator: oneOf(...OPERATORS),
        value: {
          oneOf: [text(LONGEST_VALUE), { ...list(text(LONGEST_VALUE), MOST_VALUES), minItems: 1 }],
          description: 'With several values one of them is enough; what is negated must hold for all.',
        },
      }),
      object({ and: { ...list(ref('Filter'), MOST_COMPARISONS), minItems: 1 } }),
      object({ or: { ...list(ref('Filter'), MOST_COMPARISONS), minItems: 1 } }),
      object({ not: ref('Filter') }),
    ],
  },
  StatisticsQuery: object(
    {
      ...SCOPE,
      metrics: { ...list(oneOf(...METRICS), METRICS.length), minItems: 1 },
      dimension: DIMENSION,
      interval: oneOf(...INTERVALS),
      filter: ref('Filter'),
      compare: oneOf(...COMPARED_PERIODS),
      currency: described(CURRENCY, 'Of revenue; the only one that there is without.'),
      sort: described(oneOf(...METRICS), 'Which number comes most first.'),
      limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
      cursor: text(512, '`nextCursor` of the page before; the first page without.'),
      format: described(oneOf(...ANSWER_FORMATS), 'As `Accept` says where it is left out.'),
    },
    ['from', 'to', 'metrics'],
  ),
  FunnelQuery: object({ ...SCOPE, steps: { ...list(ref('Filter'), 10), minItems: 2 }, filter: ref('Filter') }, [
    'from',
    'to',
    'steps',
  ]),
  StatisticsMeta: described(
    object(
      {
        definitions: described(record({ type: 'string' }), 'What each number means.'),
        visitorsBasis: described({ type: 'string' }, 'Who counts as one visitor.'),
        computedFrom: oneOf('raw-events', 'sums'),
        completeUntil: described(orNull(TIME), 'Time of the newest event that is counted.'),
        visitors: described(
          object({ exact: { type: 'boolean' }, error: described(NUMBER, 'Relative standard error.') }, ['exact']),
          'How exact the number of visitors is.',
        ),
        filter: ref('Filter'),
        currency: described(orNull(CURRENCY), 'Of revenue; null where there was none in any.'),
        floor: described(COUNT, 'Numbers of fewer visitors are withheld.'),
        population: described({ type: 'string' }, 'Who is counted at all.'),
      },
      ['definitions', 'visitorsBasis', 'computedFrom', 'completeUntil'],
    ),
    'How the numbers are meant.',
  ),
  Aggregate: framed({ metrics: METRIC_NUMBERS }, { comparison: compared({ metrics: METRIC_NUMBERS }) }),
  TimeSeries: framed({ interval: oneOf(...INTERVALS), series: BUCKETS }, { comparison: compared({ series: BUCKETS }) }),
  Breakdown: framed(
    {
      dimension: DIMENSION,
      ...(page(items({ comparison: METRIC_NUMBERS }, ['value', 'metrics'])).properties as Schemas),
    },
    { comparison: compared({}) },
  ),
  Realtime: object({
    site: text(64),
    at: TIME,
    visitors: described(COUNT, 'Of the last five minutes.'),
    pageviews: described(COUNT, 'Of the last half hour.'),
    series: described(list(object({ time: TIME, pageviews: COUNT }), 30), 'Minute by minute, the running one last.'),
    pages: list(items({}), 10),
    sources: list(items({}), 10),
    countries: list(items({}), 10),
    meta: ref('StatisticsMeta'),
  }),
  Funnel: framed({
    steps: list(
      object({
        visits: described(COUNT, 'That took this step after all before it.'),
        rate: described(SHARE, 'Of the visits of the first step.'),
        dropOff: described(SHARE, 'Of the visits of the step before, that went no further.'),
      }),
    ),
  }),
  Goals: framed({
    visits: described(COUNT, 'All, with or without.'),
    goals: list(
      object({
        name: { type: 'string' },
        visits: COUNT,
        visitors: COUNT,
        events: COUNT,
        conversionRate: described(SHARE, 'Visits with the goal, of all.'),
      }),
    ),
  }),
  Retention: framed({
    cohorts: list(
      object({
        week: described(DAY, 'Its Monday.'),
        visitors: described(COUNT, 'Who were there for the first time.'),
        returned: described(list(COUNT), 'How many of them were there in that week, the one after it, and so on.'),
      }),
    ),
  }),
};
