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
import { servedEnding } from '../notice/served/served-notices.js';
import { PUBLIC_NOTICE } from './notice.examples.js';

const { failure, site, rate } = REFUSALS;
const VALIDATORS = ['Cache-Control', 'Content-Language', 'ETag', 'Vary'] as const;
const SERVED_TOKEN = '1~2~en~~banner~mbx0w5c0~8kx0YdDg1uV2cH3fR4sT5w';
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
      'Once it was really visible, by JSON or as the `text/plain` of `sendBeacon`. Counted once for each subject and version, and without a subject for who has none. Written later; sets no cookie. The answer has a token for the decision upon it.',
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
      202: answer('It will be written.', ref('NoticeServedToken'), { example: { servedToken: SERVED_TOKEN } }),
      ...problems(
        invalid('noticeVersion', 'is no version of the notice of this site'),
        crossSiteRefused(),
        bodyTooLarge(),
        mediaTypeUnsupported(),
        noticeUnread(),
        servedEnding(),
        site,
        rate,
        failure,
      ),
    },
  },
});
