import {
  answer,
  type ControllerDescription,
  describeController,
  ID,
  inPath,
  inQuery,
  invalid,
  PAGE,
  problems,
  ref,
  REFUSALS,
  SITE,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { ConsentAdminController } from '../consent-admin.controller.js';
import { recordUnknown } from '../http/request-problems.js';
import { RECORD } from './examples.js';

const { failure, database, cursor, site } = REFUSALS;
const DAY_OR_INSTANT = {
  anyOf: [
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
  ],
};

/** The ledger, for administrators. */
export const LEDGER_ROUTES: ControllerDescription = describeController(ConsentAdminController, {
  list: {
    summary: 'The ledger of a site, newest first',
    description: 'Needs the scope `consent:read`.',
    admin: true,
    parameters: [
      SITE,
      inQuery('subjectId', 'Only the records of this subject.', ID),
      inQuery('userId', "Only the records of this user's subjects, by the application's id of the user.", {
        type: 'string',
        minLength: 1,
        maxLength: 255,
      }),
      inQuery('from', 'First instant, or first day (UTC).', DAY_OR_INSTANT),
      inQuery('to', 'The instant after the last, or the last day (UTC), which is included.', DAY_OR_INSTANT),
      ...PAGE,
    ],
    responses: {
      200: answer('A page of the ledger.', ref('ConsentRecordPage'), {
        headers: ['Cache-Control'],
        example: { items: [RECORD], nextCursor: null },
      }),
      ...problems(
        invalid('site', 'is not the id of a site'),
        cursor,
        ...unauthorised('consent:read'),
        site,
        failure,
        database,
      ),
    },
  },
  record: {
    summary: 'One record, of any site',
    description: 'Needs the scope `consent:read`.',
    admin: true,
    parameters: [inPath('id', 'Id of the record.')],
    responses: {
      200: answer('The record.', ref('ConsentRecord'), { headers: ['Cache-Control'], example: RECORD }),
      ...problems(...unauthorised('consent:read'), recordUnknown(), failure, database),
    },
  },
});
