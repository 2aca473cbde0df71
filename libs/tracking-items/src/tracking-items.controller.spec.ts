import { type DisposableDatabase, pairedPlatforms, type TestApp } from '@nest-privacy/core/testing';
import { request } from 'node:http';
import { startCatalogueApp } from './testing/catalogue-app.js';
import { type Answer, httpClient, type Send } from './testing/http-client.js';
import { trackingItemInput } from './testing/index.js';

describe.each(pairedPlatforms())('the public catalogue on $adapter and $database.name', ({ adapter, database }) => {
  let place: DisposableDatabase;
  let server: TestApp;
  let send: Send;

  beforeAll(async () => {
    place = await database.create();
    server = await startCatalogueApp({ place, adapter });
    send = httpClient(server.url);
  });
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const admin = '/admin/tracking-items';
  const create = (members = {}): Promise<Answer> => send('POST', admin, { body: trackingItemInput(members) });
  const open = (query = '', headers = {}): Promise<Answer> =>
    send('GET', `/tracking-items${query}`, { headers, token: '' });
  const clear = async (): Promise<void> => {
    for (const item of (await send('GET', `${admin}?limit=100`)).body.items) {
      await send('DELETE', `${admin}/${item.id}`, { headers: { 'If-Match': '*' } });
    }
  };
  const hostAnswer = (host: string): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(server.url);
      request({ port, host: '127.0.0.1', path: '/tracking-items', headers: { host } }, (response) => {
        let body = '';
        response
          .on('data', (chunk) => (body += chunk))
          .on('end', () => resolve({ status: response.statusCode!, body }));
      })
        .on('error', reject)
        .end();
    });

  beforeEach(clear);

  it('lists what tracks visitors, grouped by category, in their language', async () => {
    await create({ ordering: 2, cookies: [] });
    await create({ ordering: 1, category: 'STATISTICS', translations: { 'de-ch': { name: 'Nur Schweiz' } } });
    await create({ category: 'MARKETING', enabled: false });
    const { status, body, headers } = await open('?language=de-CH');
    expect(status).toBe(200);
    expect(headers.get('content-language')).toBe('de-CH');
    expect(body).toMatchObject({ site: 'main', language: 'de-CH', version: expect.any(Number) });
    expect(body.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(body.categories.map(({ category }: { category: string }) => category)).toEqual([
      'ESSENTIALS',
      'STATISTICS',
      'MARKETING',
    ]);
    expect(body.categories[1].items).toEqual([
      expect.objectContaining({ name: 'Nur Schweiz', language: 'de-CH', purpose: null, lifetimeText: null }),
      {
        id: expect.any(String),
        provider: 'Example Analytics Ltd',
        domain: '.example.com',
        lifetime: 'P13M',
        lifetimeText: '13 Monate',
        name: 'Beispielanalyse',
        purpose: 'Zählt Besuche',
        language: 'de',
        cookies: [],
      },
    ]);
    expect(body.categories[2].items).toEqual([]);
  });

  it('negotiates the language: query, then Accept-Language, then the default', async () => {
    await create();
    expect((await open('?language=de', { 'Accept-Language': 'en' })).body.language).toBe('de');
    expect((await open('', { 'Accept-Language': 'it, de-AT;q=0.8, en;q=0.5' })).body.language).toBe('de');
    expect((await open('?language=it', { 'Accept-Language': 'fr' })).body.language).toBe('en');
    expect((await open('?language=german!')).status).toBe(400);
  });

  it('narrows to one category, and refuses one that is unknown', async () => {
    await create();
    expect((await open('?category=STATISTICS')).body.categories).toHaveLength(1);
    const { status, body } = await open('?category=FUN');
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'VALIDATION_FAILED', 'category']);
    expect(body.errors[0].detail).toContain('MARKETING');
    expect((await open('?category=A&category=B')).status).toBe(400);
  });

  it('lets caches keep it and ask again', async () => {
    await create();
    const first = await open('?language=de');
    const tag = first.headers.get('etag')!;
    expect(tag).toMatch(/^W\/"[0-9a-f]{64}-\d+-de"$/);
    expect(first.headers.get('vary')).toMatch(/accept-language/i);
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    const again = await open('?language=de', { 'If-None-Match': `"other", ${tag}` });
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, undefined, tag]);
    expect(again.headers.get('vary')).toMatch(/accept-language/i);
    expect((await open('?language=en', { 'If-None-Match': tag })).status).toBe(200);
    await create();
    expect((await open('?language=de', { 'If-None-Match': tag })).status).toBe(200);
  });

  it('shows an earlier version as it was, for caches to keep', async () => {
    await create({ translations: { en: { name: 'Before' }, de: { name: 'Vorher' } } });
    const { version, sha256 } = (await open()).body;
    const [{ id }] = (await send('GET', admin)).body.items;
    await send('PATCH', `${admin}/${id}`, {
      body: { translations: { en: { name: 'After' }, de: null } },
      headers: { 'If-Match': '*' },
    });
    const names = (answer: Answer): string[] =>
      answer.body.categories.flatMap((group: { items: { name: string }[] }) => group.items.map(({ name }) => name));
    const then = await open(`?version=${version}&language=de`);
    expect([then.status, names(then)]).toEqual([200, ['Vorher']]);
    expect(then.body).toMatchObject({ version, sha256, language: 'de' });
    expect(then.headers.get('cache-control')).toBe('public, max-age=86400');
    expect(then.headers.get('vary')).toMatch(/accept-language/i);
    const tag = then.headers.get('etag')!;
    expect((await open(`?version=${version}&language=de`, { 'If-None-Match': tag })).status).toBe(304);
    const now = await open(`?version=${version + 1}`);
    expect([now.body.version, names(now)]).toEqual([version + 1, ['After']]);
    expect((await open(`?version=${version}&category=MARKETING`)).body.categories).toHaveLength(1);
  });

  it('answers 404 for a version that never was, and 400 for what is none', async () => {
    const { status, body, headers } = await open('?version=999999');
    expect([status, body.code, headers.get('cache-control')]).toEqual([404, 'CATALOGUE_VERSION_UNKNOWN', 'no-store']);
    for (const text of ['-1', '1.5', '1e3', 'x', '', '99999999999', '2147483648', '1&version=2']) {
      const refused = await open(`?version=${text}`);
      expect([text, refused.status, refused.body.errors?.[0].path]).toEqual([text, 400, 'version']);
    }
  });

  (database.name === 'PostgreSQL' ? it : it.skip)('is served from memory while the database is away', async () => {
    await create({ category: 'MARKETING' });
    const before = await open();
    const start = await place.stop!();
    try {
      const during = await open();
      expect([during.status, during.body]).toEqual([200, before.body]);
      expect((await open('', { 'If-None-Match': before.headers.get('etag')! })).status).toBe(304);
      expect((await send('GET', admin)).status).toBeGreaterThanOrEqual(500);
    } finally {
      await start();
    }
    expect((await create({ category: 'MARKETING' })).status).toBe(201);
    expect((await open()).body.version).toBe(before.body.version + 1);
  });

  it('keeps sites apart, and knows no unknown host', async () => {
    await create({ sites: ['shop'] });
    await create({ sites: [], translations: { en: { name: 'Everywhere' } } });
    const names = (text: string): string[] =>
      JSON.parse(text).categories.flatMap((group: { items: { name: string }[] }) =>
        group.items.map(({ name }) => name),
      );
    expect(names((await hostAnswer('main.example')).body)).toEqual(['Everywhere']);
    expect(names((await hostAnswer('shop.example')).body)).toEqual(['Example Analytics', 'Everywhere']);
    expect((await hostAnswer('evil.example')).status).toBe(421);
  });
});
