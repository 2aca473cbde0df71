import {
  answer,
  type ControllerDescription,
  describeController,
  emptyAnswer,
  inPath,
  inQuery,
  invalid,
  type MediaDescription,
  oneOf,
  PAGE,
  problems,
  ref,
  REFUSALS,
  REQUEST_HEADERS,
  text,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { preconditionRequired } from '@nest-privacy/core/kit';
import { catalogueFull, staleVersion, unknownItem } from '../problems/tracking-item-problems.js';
import { TrackingItemsAdminController } from '../tracking-items-admin.controller.js';
import { INPUT, ITEM, PATCH, VERSION } from './examples.js';

const { failure, database, cursor } = REFUSALS;
const ITEM_ID = inPath('id', 'Id of the item.');
const FULL = catalogueFull('holds 1000 items at most');
const reading = [...unauthorised('catalogue:read'), failure, database] as const;
const writing = [...unauthorised('catalogue:write'), failure, database] as const;
const changing = [...writing, unknownItem(), staleVersion('"3"'), preconditionRequired()] as const;
const body = (example: object, schema: string, summary: string): MediaDescription => ({
  schema: ref(schema),
  examples: { example: { summary, value: example } },
});

/** Management of the catalogue. */
export const ADMIN_ROUTES: ControllerDescription = describeController(TrackingItemsAdminController, {
  list: {
    summary: 'List the catalogue',
    description: 'In the order in which the items were made. Needs the scope `catalogue:read`.',
    admin: true,
    parameters: [
      inQuery('category', 'Only this category.', text(32)),
      inQuery('site', 'Only what this site uses, the items of all sites included.', text(64)),
      inQuery('enabled', 'Only what visitors are shown, or are not.', oneOf('true', 'false')),
      inQuery('provider', 'Exactly this provider.', text(200)),
      inQuery('q', 'Text within provider, name or purpose.', text(100)),
      ...PAGE,
    ],
    responses: {
      200: answer('A page of the items.', ref('TrackingItemPage'), {
        headers: ['Cache-Control'],
        example: { items: [ITEM], nextCursor: null },
      }),
      ...problems(invalid('site', 'is not the id of a site'), cursor, ...reading),
    },
  },
  create: {
    summary: 'Add an item to the catalogue',
    description: 'Needs the scope `catalogue:write`.',
    admin: true,
    requestBody: {
      description: 'The item; what is left out, or `null`, has its default.',
      required: true,
      content: { 'application/json': body(INPUT, 'TrackingItemInput', 'An item') },
    },
    responses: {
      201: answer('The item was made.', ref('TrackingItem'), {
        headers: ['Cache-Control', 'ETag', 'Location'],
        example: ITEM,
      }),
      ...problems(invalid('translations.en.name', 'name must be text of 1 to 1024 characters'), ...writing, FULL),
    },
  },
  get: {
    summary: 'One item, with its ETag',
    description: 'Needs the scope `catalogue:read`.',
    admin: true,
    parameters: [ITEM_ID],
    responses: {
      200: answer('The item.', ref('TrackingItem'), { headers: ['Cache-Control', 'ETag'], example: ITEM }),
      ...problems(...reading, unknownItem()),
    },
  },
  versions: {
    summary: 'The history of an item, newest first',
    description: 'Also that of a deleted one. Needs the scope `catalogue:read`.',
    admin: true,
    parameters: [ITEM_ID, ...PAGE],
    responses: {
      200: answer('A page of the history.', ref('ItemVersionPage'), {
        headers: ['Cache-Control'],
        example: { items: [VERSION], nextCursor: null },
      }),
      ...problems(invalid('limit', 'limit must be 200 at most'), cursor, ...reading, unknownItem()),
    },
  },
  update: {
    summary: 'Change an item',
    description: 'By a JSON Merge Patch (RFC 7396). Needs the scope `catalogue:write`.',
    admin: true,
    parameters: [ITEM_ID, REQUEST_HEADERS.ifMatch],
    requestBody: {
      description: 'What is to change: `null` brings a member back to its default, and removes a language.',
      required: true,
      content: {
        'application/merge-patch+json': body(PATCH, 'TrackingItemPatch', 'A change'),
        'application/json': body(PATCH, 'TrackingItemPatch', 'A change'),
      },
    },
    responses: {
      200: answer('The item as it is now.', ref('TrackingItem'), {
        headers: ['Cache-Control', 'ETag'],
        example: { ...ITEM, version: 2 },
      }),
      ...problems(invalid('category', 'is not a category'), ...changing, FULL),
    },
  },
  delete: {
    summary: 'Remove an item',
    description: 'It leaves the catalogue; its history stays. Needs the scope `catalogue:write`.',
    admin: true,
    parameters: [ITEM_ID, REQUEST_HEADERS.ifMatch],
    responses: {
      204: emptyAnswer('It was removed.', ['Cache-Control']),
      ...problems(...changing),
    },
  },
});
