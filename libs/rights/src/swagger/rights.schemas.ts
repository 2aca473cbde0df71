import {
  COUNT,
  described,
  ID,
  list,
  object,
  oneOf,
  orNull,
  page,
  record,
  ref,
  type Schemas,
  text,
  TIME,
} from '@nest-privacy/core/swagger';
import { EXPORT_FORMAT, EXPORT_VERSION } from '../export/export-bundle.js';
import { REQUEST_ACTIONS, REQUEST_STATES } from '../requests/request-state.js';

const NAMED = {
  userId: described(orNull(text(255)), 'The application’s own id of the account.'),
  subjectId: described(orNull(ID), 'Id of a consent subject.'),
};

const REQUEST = {
  id: ID,
  kind: oneOf('export', 'erase'),
  origin: oneOf('person', 'administrator'),
  state: oneOf(...REQUEST_STATES),
  receivedAt: TIME,
  dueAt: described(TIME, 'By when it must be answered.'),
  extended: described(orNull(text(500)), 'Why that was put off; null where it was not.'),
  finishedAt: orNull(TIME),
  refused: described(orNull(text(500)), 'Why it was refused; null where it was not.'),
  report: described(list(ref('ErasedSection')), 'What was erased, and what stays for which reason.'),
};

const KEPT = object({ count: COUNT, because: { type: 'string' } });
const STEP = object({ section: { type: 'string' }, erased: COUNT, kept: KEPT }, ['section', 'erased']);

const EXPORTED = {
  format: { const: EXPORT_FORMAT },
  version: { const: EXPORT_VERSION },
  requestId: ID,
  generatedAt: TIME,
  subject: described(
    list(object({ kind: { type: 'string' }, value: { type: 'string' } })),
    'The names by which data was looked for.',
  ),
  contributors: described(
    list(
      object({
        name: { type: 'string' },
        sections: list(object({ name: { type: 'string' }, rows: list({ type: 'object' }) })),
      }),
    ),
    'Everybody who keeps data of persons, in the order of their names, and what they keep.',
  ),
  complete: described({ const: true }, 'The last member: a document without it was cut off.'),
};

/** What the routes of this package take and answer. */
export const RIGHTS_SCHEMAS: Schemas = {
  PrivacyRequestInput: object(NAMED, []),
  SubjectExport: object(EXPORTED),
  ErasedSection: object({
    contributor: { type: 'string' },
    section: { type: 'string' },
    erased: described(COUNT, 'Things deleted or made unreadable.'),
    kept: described(orNull(KEPT), 'What stays, and why that is allowed.'),
  }),
  RightsRequest: object(REQUEST),
  NewRightsRequest: object({
    ...REQUEST,
    token: described({ type: 'string' }, 'For the header `Privacy-Request-Token` of later questions about it.'),
  }),
  RightsRequestList: object({ items: list(ref('RightsRequest'), 100) }),
  AdminRightsRequest: object({
    ...REQUEST,
    overdue: { type: 'boolean' },
    history: list(
      object({
        at: TIME,
        actor: described({ type: 'string' }, '`person`, `system`, or the id of an administrator.'),
        event: described(
          object(
            {
              type: oneOf('state', 'extended', 'step', 'failure'),
              state: oneOf(...REQUEST_STATES),
              until: described(TIME, 'The deadline that holds now.'),
              reason: described(text(500), 'What an administrator gave.'),
              contributor: described({ type: 'string' }, 'Who erased, or failed to.'),
              pass: described({ type: 'integer', enum: [1, 2] }, 'Erasing looks twice, for what came in meanwhile.'),
              step: STEP,
              fault: described({ type: 'string' }, 'What went wrong.'),
            },
            ['type'],
          ),
          'What happened; each type has members of its own.',
        ),
      }),
    ),
  }),
  AdminRightsRequestPage: page(ref('AdminRightsRequest')),
  RightsRequestAction: object(
    {
      action: oneOf(...REQUEST_ACTIONS),
      reason: described(orNull(text(500)), 'What the person is told; needed to extend and to refuse.'),
    },
    ['action'],
  ),
  AuditEntry: object({
    id: ID,
    at: TIME,
    administrator: text(128),
    action: described(text(200), 'Method and route.'),
    target: described(
      record({ type: 'string' }),
      'What the route was given. Where that names a person, each value is a keyed hash after `#`.',
    ),
    personal: described({ type: 'boolean' }, 'Whether the route opens data of one person.'),
    reason: orNull(text(500)),
    outcome: described(
      orNull(object({ at: TIME, status: orNull({ type: 'integer' }), result: record({ type: 'string' }) })),
      'How it ended; null where that is not known.',
    ),
  }),
  AuditVerification: object({
    status: described(
      oneOf('verified', 'incomplete', 'tampered'),
      '`incomplete`: nothing is wrong up to here, go on with `nextCursor`.',
    ),
    checked: described(COUNT, 'Entries that were checked in this part.'),
    size: described(COUNT, 'Entries from the first on that were found whole.'),
    fault: described(
      orNull(
        object({
          kind: { type: 'string' },
          log: { type: 'string' },
          position: orNull({ type: 'integer' }),
          id: orNull({ type: 'string' }),
          detail: { type: 'string' },
        }),
      ),
      'The first that is wrong.',
    ),
    head: described(
      orNull(
        object({
          log: { type: 'string' },
          size: COUNT,
          root: text(64),
          previous: orNull(text(64)),
          sealedAt: TIME,
          keyId: text(43),
          signature: text(86),
        }),
      ),
      'The newest head that was checked.',
    ),
    unsealed: described(COUNT, 'Entries that are not sealed yet, and so are not checked.'),
    nextCursor: orNull({ type: 'string' }),
  }),
  AuditEntryPage: page(ref('AuditEntry')),
};
