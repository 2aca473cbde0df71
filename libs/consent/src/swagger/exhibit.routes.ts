import {
  answer,
  type ControllerDescription,
  describeController,
  described,
  ID,
  inPath,
  INTEGER,
  invalid,
  list,
  object,
  oneOf,
  problems,
  ref,
  REFUSALS,
  type Schema,
  type Schemas,
  SITE,
  text,
  TIME,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { ConsentExhibitsController } from '../consent-exhibits.controller.js';
import { EXHIBIT_KINDS } from '../exhibit/exhibit-kind.js';
import { tooManyExhibits } from '../exhibit/notice-exhibits.js';
import { noticeVersionUnknown } from '../notice/notice-problems.js';

const { failure, database, site } = REFUSALS;
const NEW: Record<string, Schema> = {
  kind: oneOf(...EXHIBIT_KINDS),
  name: text(128, 'Of a build what decisions name as `uiBuild`; of a screenshot what it shows.'),
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'Of its bytes.' },
  mediaType: { ...text(64), pattern: '^[a-z0-9]+/[a-z0-9.+-]{1,50}$' },
  size: described({ ...INTEGER, minimum: 1, maximum: 1_000_000_000_000 }, 'In bytes.'),
  url: { ...text(2_048, 'Where it is kept; https.'), format: 'uri' },
};

/** What is attached to versions of notices. */
export const EXHIBIT_SCHEMAS: Schemas = {
  NewNoticeExhibit: object(NEW),
  NoticeExhibit: object({ id: ID, ...NEW, attachedAt: TIME }, [...Object.keys(NEW), 'attachedAt']),
  NoticeExhibits: object({ items: list(ref('NoticeExhibit')) }),
};

const SCREENSHOT = {
  kind: 'screenshot',
  name: 'de, 360 × 800',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  mediaType: 'image/png',
  size: 48_213,
  url: 'https://files.example.com/notice-3-de-360.png',
};
const ATTACHED = { id: '01890a5d-ac96-774b-bcce-b302099a8057', ...SCREENSHOT, attachedAt: '2026-06-15T12:00:00.000Z' };
const VERSION = inPath('version', 'Version of the notice.', { type: 'integer', minimum: 1 });

/** What shows how notices were collected and how they looked. */
export const EXHIBIT_ROUTES: ControllerDescription = describeController(ConsentExhibitsController, {
  list: {
    summary: 'What is attached to a version of a notice',
    description: 'Builds of the page’s code and screenshots, by their hashes. Needs the scope `notices:read`.',
    admin: true,
    parameters: [VERSION, SITE],
    responses: {
      200: answer('All of them, oldest first.', ref('NoticeExhibits'), {
        headers: ['Cache-Control'],
        example: { items: [ATTACHED] },
      }),
      ...problems(
        invalid('version', 'must be a whole number'),
        ...unauthorised('notices:read'),
        site,
        failure,
        database,
      ),
    },
  },
  attach: {
    summary: 'Attach something to a published version of a notice',
    description:
      'For good: evidence of every record of this version has it from now on. What it shows is kept elsewhere, at its URL. Needs the scope `notices:publish`.',
    admin: true,
    parameters: [VERSION, SITE],
    requestBody: {
      description: 'Where it is, and its hash.',
      required: true,
      content: {
        'application/json': {
          schema: ref('NewNoticeExhibit'),
          examples: { screenshot: { summary: 'A screenshot', value: SCREENSHOT } },
        },
      },
    },
    responses: {
      201: answer('It is attached.', ref('NoticeExhibit'), { headers: ['Cache-Control'], example: ATTACHED }),
      ...problems(
        invalid('sha256', 'must be 64 hexadecimal digits in lower case'),
        ...unauthorised('notices:publish'),
        noticeVersionUnknown(),
        tooManyExhibits(),
        site,
        failure,
        database,
      ),
    },
  },
});
