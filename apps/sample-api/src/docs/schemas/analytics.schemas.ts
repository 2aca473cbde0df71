import { ID, INTEGER, list, object, record, ref, type Schemas, text, TIME } from './schema.js';

const METRICS = record({ type: 'number' });
const DAY = { type: 'string', format: 'date' };
const FRAME = { from: DAY, to: DAY, site: text(64), timezone: { type: 'string' }, meta: { type: 'object' } };

/** What the routes of analytics take and answer. */
export const ANALYTICS_SCHEMAS: Schemas = {
  AnalyticsEvent: object(
    {
      name: text(50),
      url: { ...text(2_048), format: 'uri' },
      referrer: text(2_048),
      title: text(300),
      screen: text(20),
      language: text(35),
      properties: {
        type: 'object',
        maxProperties: 30,
        additionalProperties: { type: ['string', 'number', 'boolean', 'null'], maxLength: 500 },
      },
      id: ID,
    },
    ['name', 'url'],
  ),
  AnalyticsEvents: { oneOf: [ref('AnalyticsEvent'), object({ events: list(ref('AnalyticsEvent'), 500) })] },
  EventsResult: object({
    accepted: INTEGER,
    rejected: list(object({ index: INTEGER, code: { type: 'string' }, detail: { type: 'string' } })),
  }),
  Aggregate: object({ ...FRAME, metrics: METRICS }),
  TimeSeries: object({ ...FRAME, series: list(object({ time: TIME, metrics: METRICS })) }),
  Breakdown: object({
    ...FRAME,
    items: list(object({ value: { type: 'string' }, metrics: METRICS })),
    nextCursor: { type: ['string', 'null'] },
  }),
};
