import {
  answer,
  type ControllerDescription,
  describeController,
  emptyAnswer,
  inQuery,
  invalid,
  problems,
  ref,
  REFUSALS,
  REQUEST_HEADERS,
  text,
} from '@nest-privacy/core/swagger';
import { ConsentNoticeController } from '../consent-notice.controller.js';
import { bodyTooLarge, crossSiteRefused, mediaTypeUnsupported } from '../http/request-problems.js';
import { noticeUnpublished, noticeUnread } from '../notice/notice-problems.js';
import { PUBLIC_NOTICE } from './notice.examples.js';

const { failure, site, rate } = REFUSALS;
const VALIDATORS = ['Cache-Control', 'Content-Language', 'ETag', 'Vary'] as const;
const SERVED = { noticeVersion: 2, language: 'en', surface: 'banner' };

/** What visitors are shown, and that they were. */
export const NOTICE_ROUTES: ControllerDescription = describeController(ConsentNoticeController, {
  read: {
    summary: 'The notice of this site',
    description:
      'Texts, categories and what the catalogue holds, in the best language there is; any cache may keep it. Sets no cookie.',
    parameters: [
      inQuery('language', 'The language wanted, before that of `Accept-Language` (BCP 47).', text(35), {
        example: 'en',
      }),
      inQuery(
        'variant',
        'Name of a variant; the notice’s own wording without, or where there is none of that name.',
        text(32),
      ),
      REQUEST_HEADERS.acceptLanguage,
      REQUEST_HEADERS.ifNoneMatch,
    ],
    responses: {
      200: answer('The notice.', ref('PublicNotice'), { headers: VALIDATORS, example: PUBLIC_NOTICE }),
      304: emptyAnswer('The client still has it.', VALIDATORS),
      ...problems(
        invalid('language', 'language must be a language tag'),
        noticeUnpublished(),
        noticeUnread(),
        site,
        failure,
      ),
    },
  },
  served: {
    summary: 'Say that a notice was shown',
    description:
      'Once it was really visible, by JSON or as the `text/plain` of `sendBeacon`. Counted once for each subject and version, and without a subject for who has none. Written later; sets no cookie.',
    requestBody: {
      description: 'What was shown.',
      required: true,
      content: {
        'application/json': {
          schema: ref('NoticeServed'),
          examples: { banner: { summary: 'A banner', value: SERVED } },
        },
        'text/plain': { schema: ref('NoticeServed') },
      },
    },
    responses: {
      202: emptyAnswer('It will be written.'),
      ...problems(
        invalid('noticeVersion', 'is no version of the notice of this site'),
        crossSiteRefused(),
        bodyTooLarge(),
        mediaTypeUnsupported(),
        site,
        rate,
        failure,
      ),
    },
  },
});
