import {
  answer,
  type ControllerDescription,
  describeController,
  emptyAnswer,
  mergeResponses,
  problems,
  ref,
  REFUSALS,
} from '@nest-privacy/core/swagger';
import { exclusionMalformed, exclusionUnavailable } from '../exclusion/exclusion-problems.js';
import { crossSiteRefused } from '../intake/event-problems.js';
import { ExclusionController } from '../intake/exclusion.controller.js';

const { failure, site } = REFUSALS;
const VIEW = ref('AnalyticsExclusion');
const FORM = { type: 'object', properties: { excluded: { type: 'string', enum: ['true', 'false'] } } };

/** Visitors who ask not to be counted. */
export const EXCLUSION_ROUTES: ControllerDescription = describeController(ExclusionController, {
  read: {
    summary: 'Whether this browser is left out',
    responses: {
      200: answer('Whether it is.', VIEW, { headers: ['Cache-Control'], example: { excluded: false } }),
      ...problems(failure),
    },
  },
  exclude: {
    summary: 'Leave this browser out of the statistics',
    description: 'By a signed cookie that names nobody, for 13 months. A form is sent back to its page.',
    requestBody: {
      description: 'None, or a form; `excluded=false` takes it back.',
      required: false,
      content: { 'application/x-www-form-urlencoded': { schema: FORM } },
    },
    responses: mergeResponses(
      {
        200: answer('It is left out.', VIEW, { headers: ['Cache-Control'], example: { excluded: true } }),
        303: emptyAnswer('The form was taken.', ['Cache-Control', 'Location']),
      },
      problems(exclusionMalformed(), crossSiteRefused(), exclusionUnavailable(), site, failure),
    ),
  },
  include: {
    summary: 'Count this browser again',
    responses: {
      200: answer('It counts.', VIEW, { headers: ['Cache-Control'], example: { excluded: false } }),
      ...problems(crossSiteRefused(), site, failure),
    },
  },
});
