const cursor = (json: string): string => Buffer.from(json).toString('base64url');

/** Cursors that look like ours and hold what no row has. */
export const ODD_CURSORS = [
  '[]',
  '{}',
  'null',
  '[null]',
  '[1e999]',
  '[-1]',
  '[1.5]',
  '[9007199254740993]',
  '[2147483648]',
  '["\\u0000"]',
  '["\\ud800"]',
  '["1"]',
  '[1e999,1]',
  '[1,1e999]',
  '[-1,-1]',
  '[9223372036854775808,1]',
  '[1,9223372036854775808]',
  '[1e400,"01890a5d-ac96-774b-bcce-b302099a8057"]',
  '[8640000000000001,"01890a5d-ac96-774b-bcce-b302099a8057"]',
  '[1.5,"01890a5d-ac96-774b-bcce-b302099a8057"]',
  '[1,"\\u0000"]',
  '[[1],{}]',
].map(cursor);

/** What may look like the size of a page. */
export const ODD_LIMITS = ['', '0', '-1', '1.5', '201', '1e2', '0x10', '%201', 'NaN', 'Infinity', '1&limit=2', '٣'];

/** Times that no calendar and no form of RFC 3339 has. */
export const ODD_TIMES = [
  '2026-02-30',
  '2026-02-31T00:00:00Z',
  '2026-13-01',
  '2026-06-15T24:00:00Z',
  '2026-06-15T12:00:60Z',
  '2026-06-15T12:00:00+99:99',
  '2026-06-15T12:00:00',
  '2026-W52-1',
  '2026-165',
  '20260615T120000Z',
  '0000-01-01',
  '+010000-01-01T00:00:00Z',
  'Mon, 15 Jun 2026 12:00:00 GMT',
  '2026-06-15T12:00:00Z\u0000',
];
/** Names that no time zone has. */
export const ODD_ZONES = ['+99:99', 'UTC+99', 'Europe', 'Mars/Olympus', '__proto__', 'constructor', ''];
/** What is no tag of a language. */
export const ODD_LANGUAGES = ['', 'x', 'de_DE', 'de-', '__proto__', 'constructor', 'en\u0000', 'de-1-1'];

const TEXT = { en: { name: 'x' } };
const ITEM = { category: 'MARKETING', translations: TEXT };
const file = (items: unknown): unknown => ({ format: 'nest-privacy/tracking-items', version: 1, items });
/** JSON of so many lists in one another. */
export const nested = (depth: number, inner = ''): string => '['.repeat(depth) + inner + ']'.repeat(depth);

/** Bodies whose shape passes for the right one at a glance. */
export const ODD_IMPORTS: unknown[] = [
  file([[[[[]]]]]),
  file([[]]),
  file([[ITEM]]),
  file([null]),
  file([{ ...ITEM, cookies: [[]] }]),
  file([{ ...ITEM, cookies: [[[]]] }]),
  file([{ ...ITEM, translations: { en: [] } }]),
  file([{ ...ITEM, translations: { en: [[]] } }]),
  file([{ ...ITEM, translations: [] }]),
  file([{ ...ITEM, translations: { '2026': { name: 'x' } } }]),
  file([{ ...ITEM, sites: [[]] }]),
  file([{ ...ITEM, sites: ['__proto__'] }]),
  file([{ ...ITEM, category: 'constructor' }]),
  file([{ ...ITEM, ordering: 2 ** 31 }]),
  file({ length: 1 }),
  [[[[[]]]]],
  [{ model: 'privacy_mgmt.trackingitem', pk: 1, fields: [] }],
  [{ model: 'privacy_mgmt.trackingitem', pk: [], fields: { category: 'MARKETING' } }],
  [{ model: 'privacy_mgmt.trackingitem', pk: 1, fields: { category: 'MARKETING', site: [[[]]] } }],
];

/** Bodies that are too deep, broken or ambiguous, as texts, by the route that is sent them. */
export const RAW_BODIES: readonly (readonly [path: string, body: string])[] = [
  ['/consent', nested(8_000)],
  ['/consent', `{"decisions":${nested(8_000)}}`],
  ['/admin/tokens', `{"label":${nested(100_000)},"scopes":["consent:read"]}`],
  ['/admin/tokens', `{"label":"x","scopes":${nested(100_000)}}`],
  ['/admin/tracking-items', `{"category":${nested(100_000)}}`],
  ['/admin/tracking-items/import', nested(100_000)],
  ['/analytics/events', `{"events":${nested(100_000)},"x":1}`],
  ['/consent', '{"decisions":{"MARKETING":"denied"},"noticeVersion":1e999}'],
  ['/admin/tracking-items', '{"category":"MARKETING","ordering":1e999,"translations":{"en":{"name":"x"}}}'],
  ['/admin/tokens', '{"label":"x\\ud800","scopes":["consent:read"]}'],
  ['/admin/tracking-items', '{"category":"MARKETING","translations":{"en":{"name":"\\udc00"}}}'],
  ['/admin/tracking-items', '{"category":"MARKETING","translations":{"en":{"name":"x"},"constructor":{"name":"x"}}}'],
  ['/admin/tracking-items', '{"category":"MARKETING","translations":{"en":{"name":"x"},"__proto__":{"name":"x"}}}'],
  ['/consent', '{"decisions":{"MARKETING":"denied","MARKETING":"granted"}}'],
  ...[
    '/consent/notices-served',
    '/admin/consent/notices/draft',
    '/admin/consent/notices/1/exhibits',
    '/admin/consent/webhooks',
    '/admin/consent/policy/preview',
    '/privacy/export',
    '/privacy/erase',
  ].flatMap((path): [string, string][] => [
    [path, nested(8_000)],
    [path, '{"__proto__":{"subjectId":"x"}}'],
    [path, '{"subjectId":"x","subjectId":"y"}'],
    [path, '{"url":"https://example.com/\\ud800"}'],
    [path, '{"noticeVersion":1e999,"variants":[{"share":1e999}]}'],
  ]),
  ['/consent', '{"decisions":{"MARKETING":"denied"},"decisions":{"MARKETING":"granted"}}'],
  ['/consent', '{"decisions":{"MARKETING":"denied","M\\u0041RKETING":"granted"}}'],
  ['/admin/tokens', '{"label":"x","scopes":["consent:read"],"scopes":["tokens:write"]}'],
];
