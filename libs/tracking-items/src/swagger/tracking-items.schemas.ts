import {
  COUNT,
  described,
  ID,
  INTEGER,
  list,
  object,
  oneOf,
  orNull,
  page,
  record,
  ref,
  type Schema,
  type Schemas,
  text,
  TIME,
} from '@nest-privacy/core/swagger';
import { LIMITS } from '../content/limits.js';
import { COOKIE_NAME_MATCHES } from '../cookies/cookie-pattern.js';
import { EXPORT_FORMAT } from '../exchange/export-document.js';

const PATTERN = {
  name: text(256, 'The name, or what matches it.'),
  match: described(oneOf(...COOKIE_NAME_MATCHES), 'How `name` is read.'),
  domain: described(
    orNull({ type: 'string' }),
    '`example.com` for that host, `.example.com` for it and its subdomains, `*.example.com` for its subdomains only.',
  ),
  path: described(orNull({ type: 'string' }), 'Cookies of this path and below it.'),
  httpOnly: orNull({ type: 'boolean' }),
};

const TEXT = {
  name: text(1_024),
  purpose: described(orNull(text(10_000)), 'What it is for.'),
  lifetime: described(orNull(text(255)), 'How long it lasts, in words.'),
  domain: described(orNull(text(1_024)), 'Where this language says the domain differently.'),
};

const contentOf = (pattern: Schema, words: Schema): Schemas => ({
  category: text(32),
  provider: described(orNull(text(200)), 'Who sets it.'),
  lifetime: described(orNull({ type: 'string' }), '`session`, `persistent` or an ISO 8601 duration such as `P13M`.'),
  domain: described(orNull(text(1_024)), 'As visitors are shown it.'),
  cookies: list(pattern, LIMITS.cookies),
  ordering: described(INTEGER, 'Place among the items of its category, smallest first.'),
  enabled: described({ type: 'boolean' }, 'Whether visitors are shown it.'),
  sites: described(list(text(64), LIMITS.sites), 'Ids of the sites that use it; none means all.'),
  translations: described(record(words), 'The texts by language (BCP 47), at least one.'),
});

const optional = (members: Schemas): Schemas =>
  Object.fromEntries(
    Object.entries(members).map(([name, schema]) => [name, name === 'category' ? schema : orNull(schema)]),
  );

const GIVEN = contentOf(ref('CookiePatternInput'), ref('TrackingItemTextInput'));
const INPUT = { ...optional(GIVEN), translations: GIVEN.translations! };
const CONTENT = contentOf(ref('CookiePattern'), ref('TrackingItemText'));
const NEEDED = ['category', 'translations'];

/** What the routes of the catalogue take and answer. */
export const TRACKING_ITEMS_SCHEMAS: Schemas = {
  CookiePattern: object(PATTERN),
  CookiePatternInput: object({ ...optional(PATTERN), name: PATTERN.name }, ['name']),
  TrackingItemText: object(TEXT),
  TrackingItemTextInput: object(TEXT, ['name']),
  TrackingItemInput: object(INPUT, NEEDED),
  TrackingItemPatch: described(
    object(
      {
        ...optional(GIVEN),
        translations: record({ ...object(TEXT, []), type: ['object', 'null'] }),
      },
      [],
    ),
    'A JSON Merge Patch (RFC 7396): a member replaces, `translations` are merged by language, `null` brings a member back to its default and removes a language; `category` has none.',
  ),
  TrackingItemContent: object(CONTENT),
  TrackingItem: object({
    id: ID,
    ...CONTENT,
    version: described(INTEGER, 'Counts the changes from 1; also the entity tag.'),
    createdAt: TIME,
    updatedAt: TIME,
  }),
  TrackingItemPage: page(ref('TrackingItem')),
  ItemVersion: object({
    version: INTEGER,
    action: oneOf('created', 'updated', 'deleted', 'restored'),
    origin: oneOf('admin', 'application', 'import', 'seed'),
    content: ref('TrackingItemContent'),
    createdAt: TIME,
  }),
  ItemVersionPage: page(ref('ItemVersion')),
  UndeclaredCookie: object({
    id: ID,
    name: text(128, 'Of the cookie; `*` stands for what may be the number of a person or a session.'),
    firstSeenAt: described(TIME, 'The full hour.'),
    lastSeenAt: described(TIME, 'The full hour.'),
    count: described(COUNT, 'Requests that brought it.'),
    declaration: described(
      object({
        cookies: list(object({ name: text(128), match: oneOf('literal', 'glob') })),
        sites: list(text(64)),
        translations: record(object({ name: text(128) })),
      }),
      'For `POST /admin/tracking-items`, once it has a `category`, and texts that say what the cookie is for.',
    ),
  }),
  UndeclaredCookiePage: page(ref('UndeclaredCookie')),
  CatalogueExport: object({
    format: { type: 'string', const: EXPORT_FORMAT },
    version: { type: 'integer', const: 1 },
    items: list(object({ id: ID, ...CONTENT })),
  }),
  CatalogueImport: object({
    format: { type: 'string', enum: [EXPORT_FORMAT] },
    version: { type: 'integer', enum: [1] },
    items: list(object({ id: orNull(ID), ...INPUT }, NEEDED), LIMITS.items),
  }),
  DjangoFixture: described(
    list(object({ model: { type: 'string' }, pk: {}, fields: { type: 'object' } }), LIMITS.fixtureEntries),
    'What `dumpdata` of django-privacy-mgmt writes.',
  ),
  ImportResult: object({
    created: COUNT,
    updated: COUNT,
    unchanged: described(COUNT, 'Items that were here already, exactly so.'),
    ignored: described(COUNT, 'Entries of a Django fixture that belong to other models.'),
  }),
  PublicTrackingItem: object({
    id: ID,
    provider: orNull(text(200)),
    domain: orNull(text(1_024)),
    lifetime: described(orNull({ type: 'string' }), 'For machines.'),
    lifetimeText: described(orNull(text(255)), 'For people.'),
    name: text(1_024),
    purpose: orNull(text(10_000)),
    language: described(text(35), 'Of the texts, which may be a fallback.'),
    cookies: list(ref('CookiePattern')),
  }),
  Catalogue: object({
    site: text(64),
    language: described(text(35), 'The language that was negotiated.'),
    version: described(COUNT, 'Counts the changes that visitors see; 0 until the first.'),
    sha256: described({ type: 'string' }, 'Of what visitors are shown.'),
    categories: list(object({ category: text(32), items: list(ref('PublicTrackingItem')) })),
  }),
};
