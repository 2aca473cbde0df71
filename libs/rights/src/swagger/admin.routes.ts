import {
  answer,
  type ControllerDescription,
  describeController,
  ID,
  inPath,
  inQuery,
  invalid,
  oneOf,
  PAGE,
  problems,
  ref,
  REFUSALS,
  text,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { actionImpossible, reasonMissing, requestNotFound } from '../problems/rights-problems.js';
import { REQUEST_STATES } from '../requests/request-state.js';
import { RightsAdminController } from '../rights-admin.controller.js';
import { ADMIN_REQUEST } from './examples.js';

const { failure, database, cursor } = REFUSALS;
const REQUEST_ID = inPath('id', 'Id of the request.');
const reading = [...unauthorised('rights:read'), failure, database] as const;

/** What persons asked for, for administrators. */
export const ADMIN_ROUTES: ControllerDescription = describeController(RightsAdminController, {
  list: {
    summary: 'Requests of persons, newest first',
    description: 'Needs the scope `rights:read`. Whom a request is about is not told, but asked for.',
    admin: true,
    parameters: [
      inQuery('kind', 'Only exports, or erasures.', oneOf('export', 'erase')),
      inQuery('state', 'Only those in this state.', oneOf(...REQUEST_STATES)),
      inQuery('overdue', 'Only those whose deadline has passed.', oneOf('true', 'false')),
      inQuery('userId', 'Only those of this account, also of one that is erased.', text(255)),
      inQuery('subjectId', 'Only those of this consent subject, also of one that is erased.', ID),
      ...PAGE,
    ],
    responses: {
      200: answer('A page of the requests.', ref('AdminRightsRequestPage'), {
        headers: ['Cache-Control'],
        example: { items: [ADMIN_REQUEST], nextCursor: null },
      }),
      ...problems(invalid('state', 'state must be one of received, verifying, …'), cursor, ...reading),
    },
  },
  get: {
    summary: 'One request, with its history',
    description: 'Needs the scope `rights:read`.',
    admin: true,
    parameters: [REQUEST_ID],
    responses: {
      200: answer('The request.', ref('AdminRightsRequest'), { headers: ['Cache-Control'], example: ADMIN_REQUEST }),
      ...problems(...reading, requestNotFound()),
    },
  },
  act: {
    summary: 'Approve, extend, refuse or retry an erasure',
    description: 'Needs the scope `rights:erase`. It can be extended once.',
    admin: true,
    parameters: [REQUEST_ID],
    requestBody: {
      description: 'What is to be done.',
      required: true,
      content: {
        'application/json': {
          schema: ref('RightsRequestAction'),
          examples: {
            extend: {
              summary: 'More time',
              value: { action: 'extend', reason: 'The archive of 2019 has to be searched by hand.' },
            },
          },
        },
      },
    },
    responses: {
      200: answer('The request as it is now.', ref('AdminRightsRequest'), {
        headers: ['Cache-Control'],
        example: ADMIN_REQUEST,
      }),
      ...problems(
        invalid('action', 'action must be one of approve, extend, refuse, retry'),
        reasonMissing('extend'),
        ...unauthorised('rights:erase'),
        requestNotFound(),
        actionImpossible('extend', 'completed'),
        failure,
        database,
      ),
    },
  },
});
