import {
  answer,
  type ControllerDescription,
  describeController,
  problems,
  ref,
  REFUSALS,
} from '@nest-privacy/core/swagger';
import { MOST_EVENTS } from '../intake/event-body.js';
import {
  bodyTooLarge,
  crossSiteRefused,
  eventsMalformed,
  mediaTypeUnsupported,
  tooManyEvents,
} from '../intake/event-problems.js';
import { EventsController } from '../intake/events.controller.js';
import { EVENT } from './examples.js';

const { failure, site, rate } = REFUSALS;
const SCHEMA = { oneOf: [ref('AnalyticsEvent'), ref('AnalyticsEvents')] };
const EXAMPLES = {
  one: { summary: 'One event', value: EVENT },
  several: { summary: 'Several events', value: { events: [EVENT, { ...EVENT, name: 'invitation' }] } },
};

/** What browsers report. */
export const EVENT_ROUTES: ControllerDescription = describeController(EventsController, {
  receive: {
    summary: "Report events from the site's own pages",
    description: `One, or up to ${MOST_EVENTS} at once. Events that are not well formed, or not wanted, are told by their place; the others count.`,
    requestBody: {
      description: 'The events; as `text/plain` by `sendBeacon`.',
      required: true,
      content: {
        'application/json': { schema: SCHEMA, examples: EXAMPLES },
        'text/plain': { schema: SCHEMA },
      },
    },
    responses: {
      202: answer('They were taken in.', ref('EventsResult'), {
        example: { accepted: 1, rejected: [{ index: 1, code: 'NAME_INVALID', detail: 'name must be text' }] },
      }),
      ...problems(
        eventsMalformed(),
        crossSiteRefused(),
        bodyTooLarge(65_536),
        tooManyEvents(MOST_EVENTS + 1, MOST_EVENTS),
        mediaTypeUnsupported(),
        site,
        rate,
        failure,
      ),
    },
  },
});
