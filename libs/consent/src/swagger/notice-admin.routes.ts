import {
  answer,
  type ControllerDescription,
  describeController,
  emptyAnswer,
  inPath,
  inQuery,
  invalid,
  oneOf,
  PAGE,
  problems,
  ref,
  type Refusal,
  REFUSALS,
  REQUEST_HEADERS,
  type Schema,
  SITE,
  text,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { preconditionFailed, preconditionRequired } from '@nest-privacy/core/kit';
import { ConsentNoticeAdminController } from '../consent-notice-admin.controller.js';
import {
  draftExists,
  draftIncomplete,
  draftUnknown,
  noticesElsewhere,
  noticeVersionUnknown,
  refusalUnequal,
} from '../notice/notice-problems.js';
import { NOTICE_RENEWALS } from '../notice/published-notice.js';
import {
  NOTICE_CONTENT,
  NOTICE_DRAFT,
  NOTICE_PUBLICATION,
  NOTICE_SUMMARY,
  NOTICE_TEXT,
  NOTICE_VERSION,
  PUBLIC_NOTICE,
} from './notice.examples.js';

const { failure, database, cursor, site } = REFUSALS;
const STALE = preconditionFailed('draft', '"01980000-0000-7000-8000-000000000009"');
const UNKNOWN_SITE = invalid('site', 'is not the id of a site');
const INVALID = invalid('translations.en.title', 'must be one line of 200 characters at most');

const reading: readonly Refusal[] = [...unauthorised('notices:read'), UNKNOWN_SITE, site, failure, database];
const writing: readonly Refusal[] = [...unauthorised('notices:write'), UNKNOWN_SITE, site, failure, database];
const changing: readonly Refusal[] = [...writing, draftUnknown(), STALE, preconditionRequired()];

const VERSION_NUMBER: Schema = { type: 'integer', minimum: 1, maximum: 2_147_483_647 };
const VERSION = inPath('version', 'The version.', VERSION_NUMBER);
const LANGUAGE = inPath('language', 'The language (BCP 47).', text(35));
const WORDING = [
  inQuery('language', 'The language wanted, before that of `Accept-Language` (BCP 47).', text(35)),
  inQuery('variant', 'Name of a variant; the notice’s own wording without.', text(32)),
  REQUEST_HEADERS.acceptLanguage,
];
const DRAFT = answer('The draft.', ref('NoticeDraft'), { headers: ['Cache-Control', 'ETag'], example: NOTICE_DRAFT });
const SHOWN = answer('What a visitor is shown.', ref('PublicNotice'), {
  headers: ['Cache-Control'],
  example: PUBLIC_NOTICE,
});
const body = (schema: string, example: object, type = 'application/json') => ({
  required: true,
  content: { [type]: { schema: ref(schema), examples: { example: { summary: 'An example', value: example } } } },
});

/** Management of notices. */
export const NOTICE_ADMIN_ROUTES: ControllerDescription = describeController(ConsentNoticeAdminController, {
  list: {
    summary: 'The published notices of a site, newest first',
    description: 'The first is the active one. Needs the scope `notices:read`.',
    admin: true,
    parameters: [SITE, ...PAGE],
    responses: {
      200: answer('A page of the versions.', ref('NoticeSummaryPage'), {
        headers: ['Cache-Control'],
        example: { items: [NOTICE_SUMMARY], nextCursor: null },
      }),
      ...problems(cursor, ...reading),
    },
  },
  diff: {
    summary: 'What differs between two versions of a notice',
    description: 'Or between a version and the draft. Needs the scope `notices:read`.',
    admin: true,
    parameters: [
      SITE,
      inQuery('from', 'The version before.', VERSION_NUMBER, { required: true }),
      inQuery('to', 'The version after; the draft without.', VERSION_NUMBER),
    ],
    responses: {
      200: answer('The changes, by path.', ref('NoticeChanges'), {
        headers: ['Cache-Control'],
        example: { changes: [{ path: 'translations.en.title', before: 'Cookies', after: 'Your choice' }] },
      }),
      ...problems(invalid('from', 'from must be a whole number'), noticeVersionUnknown(), draftUnknown(), ...reading),
    },
  },
  draft: {
    summary: 'The notice that is being written',
    description: 'With what stands in the way of publishing it. Needs the scope `notices:read`.',
    admin: true,
    parameters: [SITE],
    responses: { 200: DRAFT, ...problems(draftUnknown(), ...reading) },
  },
  create: {
    summary: 'Begin to write a notice',
    description: 'It may be half done. A site has one draft at a time. Needs the scope `notices:write`.',
    admin: true,
    parameters: [SITE],
    requestBody: { description: 'What there is of it.', ...body('NoticeContent', NOTICE_CONTENT) },
    responses: { 201: { ...DRAFT, description: 'It was begun.' }, ...problems(INVALID, draftExists(), ...writing) },
  },
  patch: {
    summary: 'Change the draft of a notice',
    description: 'By a JSON Merge Patch (RFC 7396). Needs the scope `notices:write`.',
    admin: true,
    parameters: [SITE, REQUEST_HEADERS.ifMatch],
    requestBody: {
      description: 'What is to change: `null` removes.',
      required: true,
      content: {
        ...body('NoticeContent', { controller: NOTICE_CONTENT.controller }, 'application/merge-patch+json').content,
        ...body('NoticeContent', { controller: NOTICE_CONTENT.controller }).content,
      },
    },
    responses: { 200: DRAFT, ...problems(INVALID, ...changing) },
  },
  delete: {
    summary: 'Throw the draft of a notice away',
    description: 'Needs the scope `notices:write`.',
    admin: true,
    parameters: [SITE, REQUEST_HEADERS.ifMatch],
    responses: { 204: emptyAnswer('It is gone.', ['Cache-Control']), ...problems(...changing) },
  },
  putText: {
    summary: 'Put one language of the draft in place',
    description: 'Needs the scope `notices:write`.',
    admin: true,
    parameters: [LANGUAGE, SITE, REQUEST_HEADERS.ifMatch],
    requestBody: { description: 'The texts.', ...body('NoticeText', NOTICE_TEXT) },
    responses: { 200: DRAFT, ...problems(INVALID, ...changing) },
  },
  removeText: {
    summary: 'Take one language out of the draft',
    description: 'Needs the scope `notices:write`.',
    admin: true,
    parameters: [LANGUAGE, SITE, REQUEST_HEADERS.ifMatch],
    responses: { 200: DRAFT, ...problems(invalid('language', 'must be a language tag'), ...changing) },
  },
  previewDraft: {
    summary: 'The draft as a visitor would be shown it',
    description: 'Needs the scope `notices:read`.',
    admin: true,
    parameters: [SITE, ...WORDING],
    responses: { 200: SHOWN, ...problems(draftUnknown(), ...reading) },
  },
  publication: {
    summary: 'What publishing the draft would do',
    description:
      'Whose grants lapse, how many visitors are asked again because theirs do, what stands in the way. Needs the scope `notices:read`.',
    admin: true,
    parameters: [
      SITE,
      inQuery('renewal', 'What would become of earlier grants.', oneOf(...NOTICE_RENEWALS), { required: true }),
    ],
    responses: {
      200: answer('What it would do.', ref('NoticePublication'), {
        headers: ['Cache-Control'],
        example: NOTICE_PUBLICATION,
      }),
      ...problems(invalid('renewal', 'renewal must be one of none, all, changed'), draftUnknown(), ...reading),
    },
  },
  publish: {
    summary: 'Publish the draft',
    description: 'It becomes the active notice, and is never changed again. Needs the scope `notices:publish`.',
    admin: true,
    parameters: [SITE, REQUEST_HEADERS.ifMatch],
    requestBody: { description: 'What becomes of earlier grants.', ...body('NoticePublish', { renewal: 'changed' }) },
    responses: {
      201: answer('It is published.', ref('NoticeVersion'), { headers: ['Cache-Control'], example: NOTICE_VERSION }),
      ...problems(
        refusalUnequal([{ path: 'translations.en.labels.rejectAll', detail: 'is missing' }]),
        draftIncomplete([{ path: 'translations.de', detail: 'is missing' }]),
        noticesElsewhere(),
        invalid('renewal', 'renewal must be one of none, all, changed'),
        ...unauthorised('notices:publish'),
        UNKNOWN_SITE,
        draftUnknown(),
        STALE,
        preconditionRequired(),
        site,
        failure,
        database,
      ),
    },
  },
  read: {
    summary: 'One published notice, with all that it holds',
    description: 'Needs the scope `notices:read`.',
    admin: true,
    parameters: [VERSION, SITE],
    responses: {
      200: answer('The version.', ref('NoticeVersion'), { headers: ['Cache-Control'], example: NOTICE_VERSION }),
      ...problems(noticeVersionUnknown(), ...reading),
    },
  },
  preview: {
    summary: 'A published notice as visitors were shown it',
    description: 'With the catalogue of today. Needs the scope `notices:read`.',
    admin: true,
    parameters: [VERSION, SITE, ...WORDING],
    responses: { 200: SHOWN, ...problems(noticeVersionUnknown(), ...reading) },
  },
});
