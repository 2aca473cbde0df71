import { COUNT, described, ID, list, object, ref, type Schemas, text } from '@nest-privacy/core/swagger';
import { LONGEST_TEXT, MOST_PROPERTIES } from '../event/event-properties.js';
import { LARGEST_AMOUNT } from '../event/revenue.js';
import { MOST_EVENTS } from '../intake/event-body.js';
import { LONGEST_NAME } from '../intake/event-input.js';
import { STATISTICS_SCHEMAS } from './statistics.schemas.js';

/** What the routes of analytics take and answer. */
export const ANALYTICS_SCHEMAS: Schemas = {
  AnalyticsEvent: object(
    {
      name: {
        ...text(
          LONGEST_NAME,
          '`pageview` for a page view; `outbound` and `download` with the property `url`, `scroll` with `depth` from 0 to 100; or a name of yours.',
        ),
        minLength: 1,
      },
      url: { ...text(2_048, 'Of the page; of a host of the site.'), format: 'uri' },
      referrer: text(2_048),
      title: text(300),
      screen: text(20, 'Width and height, such as `1920x1080`.'),
      language: text(35, 'Of the browser (BCP 47).'),
      properties: {
        type: 'object',
        maxProperties: MOST_PROPERTIES,
        additionalProperties: { type: ['string', 'number', 'boolean', 'null'], maxLength: LONGEST_TEXT },
      },
      id: described(ID, 'Of the client’s making: an event that is sent again with it counts once.'),
      interactive: described(
        { type: 'boolean', default: true },
        'Whether it shows that somebody did something, so that the visit did not bounce; page views never do.',
      ),
      revenue: described(
        object(
          {
            amount: { type: 'number', minimum: -LARGEST_AMOUNT, maximum: LARGEST_AMOUNT },
            currency: described({ type: 'string', pattern: '^[A-Z]{3}$' }, 'ISO 4217.'),
          },
          ['amount', 'currency'],
        ),
        'Money that it brought; what is finer than a ten-thousandth is rounded.',
      ),
    },
    ['name', 'url'],
  ),
  AnalyticsEvents: object({ events: list(ref('AnalyticsEvent'), MOST_EVENTS) }),
  EventsResult: object({
    accepted: described(COUNT, 'How many events were taken.'),
    rejected: described(
      list(
        object({
          index: described(COUNT, 'Place in the request.'),
          code: { type: 'string' },
          detail: { type: 'string' },
        }),
      ),
      'Those that were not. Do not send them again as they are.',
    ),
  }),
  ...STATISTICS_SCHEMAS,
};
