import {
  answer,
  type ControllerDescription,
  describeController,
  inQuery,
  invalid,
  PAGE,
  problems,
  ref,
  REFUSALS,
  text,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { AuditController } from '../audit.controller.js';
import { AUDIT_ENTRY, VERIFICATION } from './examples.js';

const { failure, database, cursor, rate } = REFUSALS;
const DAY_OR_INSTANT = {
  anyOf: [
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
  ],
};

/** What administrators did, for administrators. */
export const AUDIT_ROUTES: ControllerDescription = describeController(AuditController, {
  verify: {
    summary: 'Check that nobody changed the audit log',
    description:
      'Checks 4 096 entries at most: signatures, the chain of heads, the tree, and every entry. Go on with `nextCursor`. Needs the scope `audit:read`.',
    admin: true,
    parameters: [inQuery('cursor', '`nextCursor` of the part before; from the first entry without.', text(512))],
    responses: {
      200: answer('What was found.', ref('AuditVerification'), { headers: ['Cache-Control'], example: VERIFICATION }),
      ...problems(
        invalid('cursor', 'cursor must be shorter than or equal to 512 characters'),
        cursor,
        ...unauthorised('audit:read'),
        rate,
        failure,
        database,
      ),
    },
  },
  list: {
    summary: 'What administrators did, newest first',
    description: 'Needs the scope `audit:read`.',
    admin: true,
    parameters: [
      inQuery('administrator', 'Only what this administrator did.', text(128)),
      inQuery('action', 'Only this method and route, as an entry has them.', text(200)),
      inQuery(
        'target',
        'Only what was given this value, such as the id of a subject; a hash is found by what was hashed.',
        text(200),
      ),
      inQuery('from', 'First instant, or first day (UTC).', DAY_OR_INSTANT),
      inQuery('to', 'The instant after the last, or the last day (UTC), which is included.', DAY_OR_INSTANT),
      ...PAGE,
    ],
    responses: {
      200: answer('A page of the audit log.', ref('AuditEntryPage'), {
        headers: ['Cache-Control'],
        example: { items: [AUDIT_ENTRY], nextCursor: null },
      }),
      ...problems(
        invalid('from', 'from must be a day such as 2026-06-15, or a time such as 2026-06-15T12:00:00Z'),
        cursor,
        ...unauthorised('audit:read'),
        failure,
        database,
      ),
    },
  },
});
