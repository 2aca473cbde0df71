import { type ProblemException } from '@nest-privacy/core';
import {
  answer,
  auditedRoute,
  type ControllerDescription,
  describeController,
  invalid,
  type ParameterDescription,
  problems,
  ref,
  REFUSALS,
  type RouteDescription,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { crossSiteRefused, subjectUnknown, tooManyNames } from '../problems/rights-problems.js';
import { RightsController } from '../rights.controller.js';
import { BUNDLE, COMPLETED, RECEIVED, TOKEN } from './examples.js';

const { failure, database, rate } = REFUSALS;

const requestBody: RouteDescription['requestBody'] = {
  description: 'Whom it is for, where an administrator asks; a person who asks for themselves sends none.',
  required: false,
  content: {
    'application/json': {
      schema: ref('PrivacyRequestInput'),
      examples: { administrator: { summary: 'For an account', value: { userId: 'user-4711' } } },
    },
  },
};

const refusedOf = (
  scope: 'rights:export' | 'rights:erase',
  ...further: readonly ProblemException[]
): RouteDescription['responses'] =>
  problems(
    invalid('subjectId', 'subjectId must be a UUID'),
    ...unauthorised(scope),
    crossSiteRefused(),
    subjectUnknown(),
    rate,
    failure,
    ...further,
    database,
  );

const TOKEN_HEADER: ParameterDescription = {
  name: 'Privacy-Request-Token',
  in: 'header',
  description: '`token` of an erasure that was asked for, when no cookie proves any more who asked.',
  schema: { type: 'string' },
};

/** What a person may ask about themselves. */
export const PERSON_ROUTES: ControllerDescription = describeController(RightsController, {
  export: auditedRoute({
    summary: 'Everything that is kept of a person',
    description:
      'A person proves who they are by the site’s own cookies, or by being logged in; a page of the same site asks. An administrator names somebody and needs the scope `rights:export`.',
    requestBody,
    responses: {
      200: answer('One document, sent as it is made.', ref('SubjectExport'), {
        headers: ['Cache-Control', 'Content-Disposition'],
        example: BUNDLE,
      }),
      ...refusedOf('rights:export', tooManyNames(50_000, 10)),
    },
  }),
  erase: auditedRoute({
    summary: 'Have everything erased that is kept of a person',
    description:
      'Who may ask is as with the export; an administrator needs the scope `rights:erase`. It is done soon after the answer; what may not be erased stays, and it is said why.',
    requestBody,
    responses: {
      202: answer('It is written down, and will be done.', ref('NewRightsRequest'), {
        headers: ['Cache-Control'],
        example: { ...RECEIVED, token: TOKEN },
      }),
      ...refusedOf('rights:erase'),
    },
  }),
  requests: {
    summary: 'What this person asked for, newest first',
    description: 'By what the browser proves, or by the token that an erasure was answered with.',
    parameters: [TOKEN_HEADER],
    responses: {
      200: answer('At most 100 requests.', ref('RightsRequestList'), {
        headers: ['Cache-Control'],
        example: { items: [COMPLETED] },
      }),
      ...problems(failure, database),
    },
  },
});
