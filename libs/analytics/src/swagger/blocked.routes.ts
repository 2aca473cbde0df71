import {
  answer,
  type ControllerDescription,
  describeController,
  emptyAnswer,
  inPath,
  invalid,
  PAGE,
  problems,
  ref,
  REFUSALS,
  REQUEST_HEADERS,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { preconditionRequired } from '@nest-privacy/core/kit';
import { BlockedAddressesController } from '../exclusion/blocked-addresses.controller.js';
import { MOST_BLOCKED } from '../exclusion/blocked-addresses.js';
import {
  blockChanged,
  blockingUnsupported,
  blockKnown,
  blocksFull,
  blockUnknown,
} from '../exclusion/blocking-problems.js';

const { failure, database, cursor } = REFUSALS;
const ENTRY = {
  id: '01970000-0000-7000-8000-000000000000',
  network: '203.0.113.0/24',
  site: null,
  reason: 'our office',
  expiresAt: null,
  createdAt: '2026-11-01T12:00:00.000Z',
};
const ENTRY_ID = inPath('id', 'Id of the entry.');
const VIEW = ref('BlockedAddress');
const reading = [...unauthorised('analytics:read'), failure, database, blockingUnsupported()] as const;
const writing = [...unauthorised('analytics:write'), failure, database, blockingUnsupported()] as const;
const changing = [...writing, blockUnknown(), blockChanged('"a1"'), preconditionRequired()] as const;
const READS = 'Needs the scope `analytics:read`.';
const WRITES = 'Needs the scope `analytics:write`.';

/** Addresses from which nothing is counted. */
export const BLOCKED_ROUTES: ControllerDescription = describeController(BlockedAddressesController, {
  list: {
    summary: 'List the blocked addresses',
    description: `In the order in which they were made. ${READS}`,
    admin: true,
    parameters: PAGE,
    responses: {
      200: answer('A page of the entries.', ref('BlockedAddressPage'), {
        headers: ['Cache-Control'],
        example: { items: [ENTRY], nextCursor: null },
      }),
      ...problems(cursor, invalid('limit', 'must not be greater than 200'), ...reading),
    },
  },
  add: {
    summary: 'Block an address or a network',
    description: `This process heeds it at once, others within 10 seconds at most. There may be ${MOST_BLOCKED}. ${WRITES}`,
    admin: true,
    requestBody: {
      description: 'What is blocked, where, why, and until when.',
      required: true,
      content: { 'application/json': { schema: ref('BlockedAddressInput') } },
    },
    responses: {
      201: answer('It is blocked.', VIEW, { headers: ['Cache-Control', 'ETag', 'Location'], example: ENTRY }),
      ...problems(
        invalid('network', 'must be an address or a network'),
        ...writing,
        blockKnown('203.0.113.0/24'),
        blocksFull(MOST_BLOCKED),
      ),
    },
  },
  get: {
    summary: 'One entry, with its ETag',
    description: READS,
    admin: true,
    parameters: [ENTRY_ID],
    responses: {
      200: answer('The entry.', VIEW, { headers: ['Cache-Control', 'ETag'], example: ENTRY }),
      ...problems(...reading, blockUnknown()),
    },
  },
  change: {
    summary: 'Change the reason or the end of an entry',
    description: `By a JSON Merge Patch (RFC 7396). ${WRITES}`,
    admin: true,
    parameters: [ENTRY_ID, REQUEST_HEADERS.ifMatch],
    requestBody: {
      description: 'What is to change; `expiresAt: null` for no end.',
      required: true,
      content: { 'application/json': { schema: ref('BlockedAddressPatch') } },
    },
    responses: {
      200: answer('The entry as it is now.', VIEW, { headers: ['Cache-Control', 'ETag'], example: ENTRY }),
      ...problems(invalid('expiresAt', 'must be a time to come'), ...changing),
    },
  },
  remove: {
    summary: 'Block it no more',
    description: WRITES,
    admin: true,
    parameters: [ENTRY_ID, REQUEST_HEADERS.ifMatch],
    responses: { 204: emptyAnswer('It was removed.', ['Cache-Control']), ...problems(...changing) },
  },
});
