import { ID, INTEGER, list, object, orNull, page, record, ref, type Schemas, text, TIME } from './schema.js';

const NAME_MATCH = { type: 'string', enum: ['literal', 'glob', 'regex'] };

const CONTENT = {
  category: text(32),
  provider: orNull({ type: 'string', maxLength: 200 }),
  lifetime: orNull({ type: 'string', description: '"session", "persistent" or an ISO 8601 duration such as P13M.' }),
  domain: orNull({ type: 'string', maxLength: 1_024 }),
  cookies: list(ref('CookiePattern')),
  ordering: INTEGER,
  enabled: { type: 'boolean' },
  sites: list(text(64)),
  translations: { ...record(ref('TrackingItemText')), description: 'By language (BCP 47), at least one.' },
};

const ITEM = { id: ID, ...CONTENT, version: INTEGER, createdAt: TIME, updatedAt: TIME };

/** What the routes of the catalogue take and answer. */
export const TRACKING_ITEMS_SCHEMAS: Schemas = {
  CookiePattern: object(
    {
      name: text(256),
      match: NAME_MATCH,
      domain: orNull({ type: 'string' }),
      path: orNull({ type: 'string' }),
      httpOnly: orNull({ type: 'boolean' }),
    },
    ['name'],
  ),
  TrackingItemText: object(
    {
      name: text(1_024),
      purpose: orNull({ type: 'string', maxLength: 10_000 }),
      lifetime: orNull({ type: 'string', maxLength: 255 }),
      domain: orNull({ type: 'string', maxLength: 1_024 }),
    },
    ['name'],
  ),
  TrackingItemContent: object(CONTENT, ['category', 'translations']),
  TrackingItemPatch: object(CONTENT, []),
  TrackingItem: object(ITEM),
  TrackingItemPage: page(ref('TrackingItem')),
  ItemVersionPage: page(
    object({
      version: INTEGER,
      action: { type: 'string' },
      origin: { type: 'string' },
      content: ref('TrackingItemContent'),
      createdAt: TIME,
    }),
  ),
  CatalogueFile: object({ format: { type: 'string' }, version: INTEGER, items: list(ref('TrackingItemContent')) }),
  ImportResult: object({ created: INTEGER, updated: INTEGER, unchanged: INTEGER, ignored: INTEGER }),
  Catalogue: object({
    site: text(64),
    language: text(35),
    version: INTEGER,
    sha256: { type: 'string' },
    categories: list(object({ category: text(32), items: list({ type: 'object' }) })),
  }),
};
