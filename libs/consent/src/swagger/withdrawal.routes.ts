import {
  answer,
  type ControllerDescription,
  describeController,
  described,
  ID,
  invalid,
  list,
  type MediaDescription,
  object,
  problems,
  ref,
  REFUSALS,
  type Schemas,
  text,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { ConsentWithdrawalsController } from '../consent-withdrawals.controller.js';
import { subjectNotFound } from '../http/request-problems.js';
import { RECORD } from './examples.js';

const { failure, database } = REFUSALS;
const DENIED = { STATISTICS: 'denied', MARKETING: 'denied' };
const WITHDRAWN = { ...RECORD, eventType: 'withdrawn', decisions: DENIED, method: 'withdraw', actor: 'controller' };

/** What the route of withdrawals takes. */
export const WITHDRAWAL_SCHEMAS: Schemas = {
  WithdrawalInput: object(
    {
      subjectId: described(ID, 'Needed without a user; with one, only this subject of theirs.'),
      userId: text(255, "The application's id of the user: all subjects of theirs."),
      site: text(64, 'Id of the site; all sites without.'),
      categories: described(list(text(64)), 'All optional ones where nothing is said.'),
    },
    [],
  ),
};

/** Takes back for somebody, by an administrator. */
export const WITHDRAWAL_ROUTES: ControllerDescription = describeController(ConsentWithdrawalsController, {
  add: {
    summary: 'Take back for somebody who wrote or called',
    description:
      'On all devices, and nothing can be granted by it; the record names the controller as who did it (GDPR Art. 7(3)). Needs the scope `consent:withdraw`.',
    admin: true,
    requestBody: {
      description: 'Whose consent, and what of it',
      required: true,
      content: {
        'application/json': {
          schema: ref('WithdrawalInput'),
          examples: { example: { summary: 'All of a user', value: { userId: 'user-4711' } } },
        } satisfies MediaDescription,
      },
    },
    responses: {
      201: answer('The records, one for each subject.', ref('ConsentRecordPage'), {
        headers: ['Cache-Control'],
        example: { items: [WITHDRAWN], nextCursor: null },
      }),
      ...problems(
        invalid('subjectId', 'must be a UUID'),
        ...unauthorised('consent:withdraw'),
        subjectNotFound(),
        failure,
        database,
      ),
    },
  },
});
