import {
  COUNT,
  described,
  INTEGER,
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
import { NOTICE_BUTTONS, NOTICE_LINKS, NOTICE_MESSAGES } from '../notice/content/notice-content.js';
import { NOTICE_LIMITS as MOST } from '../notice/content/notice-limits.js';
import { LONGEST_SERVED_TOKEN } from '../notice/served/served-tokens.js';
import { NOTICE_RENEWALS } from '../notice/published-notice.js';

const BUTTON = oneOf(...NOTICE_BUTTONS);
const RENEWAL = described(
  oneOf(...NOTICE_RENEWALS),
  'What becomes of earlier grants: they stay, all lapse, or those of the categories whose items changed since the version before.',
);
const FAULTS = list(object({ path: text(400), detail: text(400) }));
const NAMED = (names: readonly string[], most: number) =>
  object(Object.fromEntries(names.map((name) => [name, text(most)])), []);
const LAYERS = object({ first: list(BUTTON), second: list(BUTTON) }, []);
const CONTROLLER = object({ name: text(MOST.controllerName), contact: text(MOST.controllerContact) }, []);
const LINKS = list(
  object({ rel: oneOf(...NOTICE_LINKS), label: text(MOST.linkLabel), url: text(MOST.url) }),
  MOST.links,
);
const LABELS = described(NAMED(NOTICE_BUTTONS, MOST.label), 'Of every button.');
const MESSAGES = NAMED(NOTICE_MESSAGES, MOST.message);
const TRANSLATIONS = described(record(ref('NoticeText')), 'By language (BCP 47).');
const VARIANT = object({
  name: text(MOST.variantName),
  share: described({ type: 'integer', minimum: 1, maximum: 99 }, 'Part of the visitors, in percent.'),
  layers: LAYERS,
  translations: TRANSLATIONS,
});
const CONTENT = {
  defaultLanguage: text(35),
  controller: CONTROLLER,
  categories: described(list(text(32)), 'In the order in which they are shown.'),
  layers: LAYERS,
  translations: TRANSLATIONS,
  variants: list(VARIANT, MOST.variants),
};
const CATALOGUE = {
  ...object({ version: COUNT, sha256: text(64) }),
  type: ['object', 'null'],
  description: 'The catalogue when it was published; null without one.',
};
const SUMMARY = {
  site: text(64),
  version: INTEGER,
  sha256: described(text(64), 'Hex SHA-256 over the canonical JSON (RFC 8785) of `content`.'),
  languages: list(text(35)),
  renewal: RENEWAL,
  renewed: described(list(text(32)), 'Categories whose earlier grants it let lapse.'),
  publishedAt: TIME,
  publishedBy: text(128),
};
const ITEM = object({
  id: text(64),
  name: text(1_024),
  purpose: orNull({ type: 'string' }),
  provider: orNull({ type: 'string' }),
  domain: orNull({ type: 'string' }),
  lifetime: orNull({ type: 'string' }),
  lifetimeText: orNull({ type: 'string' }),
  language: text(35),
  cookies: list(
    object(
      {
        name: { type: 'string' },
        match: oneOf('literal', 'glob', 'regex'),
        domain: orNull({ type: 'string' }),
        path: orNull({ type: 'string' }),
        httpOnly: orNull({ type: 'boolean' }),
      },
      ['name'],
    ),
  ),
});

/** What the routes of notices take and answer. */
export const NOTICE_SCHEMAS: Schemas = {
  NoticeText: described(
    object(
      {
        title: text(MOST.title),
        body: described(text(MOST.body), 'Plain text; a line break ends a paragraph.'),
        labels: LABELS,
        messages: MESSAGES,
        categories: record(object({ name: text(MOST.categoryName), description: text(MOST.categoryDescription) }, [])),
        links: LINKS,
      },
      [],
    ),
    'A notice in one language.',
  ),
  NoticeContent: object(CONTENT, []),
  NoticeDraft: object({
    site: text(64),
    content: ref('NoticeContent'),
    faults: described(FAULTS, 'What stands in the way of publishing it.'),
    createdAt: TIME,
    updatedAt: TIME,
    updatedBy: text(128),
  }),
  NoticeSummaryPage: page(object(SUMMARY)),
  NoticeVersion: object({ ...SUMMARY, content: object({ ...CONTENT, catalogue: CATALOGUE }) }),
  NoticePublication: object({
    renewal: RENEWAL,
    renewed: list(text(32)),
    askedAgain: object({
      visitors: described(
        COUNT,
        'Those with a grant that counts now and would not any more; who refused is not counted.',
      ),
      precision: described(
        oneOf('exact', 'estimate', 'at-least'),
        'Where there are too many to count in two seconds: an estimate from a sample, or what could be counted.',
      ),
    }),
    faults: FAULTS,
  }),
  NoticePublish: object({ renewal: RENEWAL }),
  NoticeChanges: object({
    changes: list(object({ path: text(400), before: {}, after: {} })),
  }),
  PublicNotice: object({
    site: text(64),
    noticeVersion: described(orNull(INTEGER), 'To be named by the decision; null in the preview of a draft.'),
    noticeHash: orNull(text(64)),
    language: text(35),
    direction: oneOf('ltr', 'rtl'),
    languages: list(text(35)),
    variant: described(orNull(text(MOST.variantName)), 'Which wording it is; null for the notice’s own.'),
    variants: list(object({ name: text(MOST.variantName), share: INTEGER })),
    controller: CONTROLLER,
    layers: LAYERS,
    title: text(MOST.title),
    body: text(MOST.body),
    labels: LABELS,
    messages: MESSAGES,
    links: LINKS,
    categories: list(
      object({
        category: text(32),
        name: text(MOST.categoryName),
        description: text(MOST.categoryDescription),
        required: described({ type: 'boolean' }, 'Always on: nothing is decided about it.'),
        items: described(list(ITEM), 'What the catalogue holds of it today.'),
      }),
    ),
    catalogueVersion: orNull(COUNT),
    catalogueHash: orNull(text(64)),
  }),
  NoticeServedToken: object({
    servedToken: described(
      text(LONGEST_SERVED_TOKEN),
      'To be named by the decision upon that notice within a day; it names nobody.',
    ),
  }),
  NoticeServed: object(
    {
      noticeVersion: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
      language: text(35),
      variant: text(MOST.variantName),
      surface: described(text(32), '`banner`, `dialog`, `page` or `embed`; anything else counts as `other`.'),
    },
    ['noticeVersion'],
  ),
};
