import { type DisposableDatabase, pairedPlatforms, type TestApp } from '@nest-privacy/core/testing';
import { startCatalogueApp } from './testing/catalogue-app.js';
import { type Answer, httpClient, type Send } from './testing/http-client.js';
import { trackingItemInput } from './testing/index.js';

describe.each(pairedPlatforms())('the admin routes on $adapter and $database.name', ({ adapter, database }) => {
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
  const clear = async (): Promise<void> => {
    for (const item of (await send('GET', `${admin}?limit=100`)).body.items) {
      await send('DELETE', `${admin}/${item.id}`, { headers: { 'If-Match': '*' } });
    }
  };

  beforeEach(clear);

  it('creates, reads, changes and deletes an item, guarded by its entity tag', async () => {
    const created = await create();
    expect([created.status, created.headers.get('etag'), created.body.version]).toEqual([201, '"1"', 1]);
    const path = `${admin}/${created.body.id}`;
    expect((await send('GET', path)).body).toEqual(created.body);

    const patch = {
      provider: null,
      ordering: 7,
      translations: { FR: { name: 'Analyse' }, de: { purpose: 'Neu' }, en: null },
    };
    expect((await send('PATCH', path, { body: patch })).status).toBe(428);
    const stale = await send('PATCH', path, { body: patch, headers: { 'If-Match': '"9", W/"1"' } });
    expect([stale.status, stale.body.code, stale.body.currentETag]).toEqual([412, 'PRECONDITION_FAILED', '"1"']);
    const changed = await send('PATCH', path, { body: patch, headers: { 'If-Match': '"9", "1"' } });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({
      provider: null,
      ordering: 7,
      translations: {
        de: { name: 'Beispielanalyse', purpose: 'Neu', lifetime: '13 Monate' },
        fr: { name: 'Analyse', purpose: null },
      },
    });
    expect(changed.body.translations.en).toBeUndefined();
    const same = await send('PATCH', path, { body: { ordering: 7 }, headers: { 'If-Match': '*' } });
    expect([same.status, same.headers.get('etag')]).toEqual([200, '"2"']);

    expect((await send('DELETE', path)).status).toBe(428);
    expect((await send('DELETE', path, { headers: { 'If-Match': '"1"' } })).status).toBe(412);
    expect((await send('DELETE', path, { headers: { 'If-Match': '"2"' } })).status).toBe(204);
    expect((await send('GET', path)).body).toMatchObject({ status: 404, code: 'TRACKING_ITEM_UNKNOWN' });
    expect((await send('DELETE', path, { headers: { 'If-Match': '*' } })).status).toBe(404);

    const history = (await send('GET', `${path}/versions?limit=2`)).body;
    expect(
      history.items.map(({ version, action, origin }: Record<string, unknown>) => [version, action, origin]),
    ).toEqual([
      [3, 'deleted', 'admin'],
      [2, 'updated', 'admin'],
    ]);
    const rest = (await send('GET', `${path}/versions?limit=2&cursor=${history.nextCursor}`)).body;
    expect(rest).toMatchObject({ items: [{ version: 1, action: 'created' }], nextCursor: null });
    expect(rest.items[0].content.translations.en.name).toBe('Example Analytics');
  });

  it.each(['nonsense', '%00', "'%20OR%201=1", '019aa0d8-0000-7000-8000-000000000000'])(
    'knows no item %s',
    async (id) => {
      for (const path of [`${admin}/${id}`, `${admin}/${id}/versions`]) {
        expect((await send('GET', path)).body).toMatchObject({ status: 404, code: 'TRACKING_ITEM_UNKNOWN' });
      }
    },
  );

  it('pages and filters', async () => {
    for (const ordering of [1, 2, 3, 4, 5]) {
      await create({
        ordering,
        provider: ordering === 3 ? '100%_\\Tracker' : 'Other',
        category: ordering > 3 ? 'MARKETING' : 'STATISTICS',
        enabled: ordering !== 5,
        sites: ordering === 1 ? ['shop'] : [],
      });
    }
    const orderings = ({ body }: Answer): number[] => body.items.map((item: { ordering: number }) => item.ordering);
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await send('GET', `${admin}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...orderings(page));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    const filtered = async (query: string): Promise<number[]> => orderings(await send('GET', `${admin}?${query}`));
    expect(await filtered('category=MARKETING')).toEqual([4, 5]);
    expect(await filtered('enabled=false')).toEqual([5]);
    expect(await filtered('site=main')).toEqual([2, 3, 4, 5]);
    expect(await filtered('provider=Other&category=STATISTICS')).toEqual([1, 2]);
    expect(await filtered(`q=${encodeURIComponent('%_\\TRACK')}`)).toEqual([3]);
    expect(await filtered('q=besuche')).toEqual([1, 2, 3, 4, 5]);
    expect(await filtered(`q=${encodeURIComponent("'; DROP TABLE privacy_tracking_items; --")}`)).toEqual([]);
    for (const query of [
      'limit=0',
      'limit=201',
      'limit=x',
      'cursor=%00',
      'cursor=bnVsbA',
      'enabled=maybe',
      'colour=red',
      'q=%00',
      'site=sh_p',
    ]) {
      expect([query, (await send('GET', `${admin}?${query}`)).status]).toEqual([query, 400]);
    }
  });

  it('opens admin routes to those with the scope only', async () => {
    const { body: item } = await create();
    const change = { body: { ordering: 1 }, headers: { 'If-Match': '*' } };
    const attempts = [
      ['POST', admin, { body: trackingItemInput() }],
      ['PATCH', `${admin}/${item.id}`, change],
      ['DELETE', `${admin}/${item.id}`, { headers: { 'If-Match': '*' } }],
      ['POST', `${admin}/import`, { body: [] }],
    ] as const;
    for (const [method, path, options] of attempts) {
      expect((await send(method, path, { ...options, token: '' })).status).toBe(401);
      expect((await send(method, path, { ...options, token: 'reader' })).status).toBe(403);
    }
    for (const path of [admin, `${admin}/${item.id}`, `${admin}/${item.id}/versions`, `${admin}/export`]) {
      expect((await send('GET', path, { token: '' })).status).toBe(401);
      expect((await send('GET', path, { token: 'reader' })).status).toBe(200);
    }
  });

  it('exports and imports', async () => {
    const { body: item } = await create();
    const { body: exported, headers } = await send('GET', `${admin}/export`);
    expect(headers.get('content-disposition')).toContain('tracking-items.json');
    expect(await send('POST', `${admin}/import`, { body: exported })).toMatchObject({
      status: 200,
      body: { created: 0, updated: 0, unchanged: 1, ignored: 0 },
    });
    await send('DELETE', `${admin}/${item.id}`, { headers: { 'If-Match': '*' } });
    expect((await send('POST', `${admin}/import`, { body: exported })).body).toMatchObject({ updated: 1 });
    expect((await send('GET', `${admin}/export`)).body).toEqual(exported);
    const broken = { ...exported, items: [exported.items[0], { ...exported.items[0], id: null, category: 'FUN' }] };
    const { status, body } = await send('POST', `${admin}/import`, { body: broken });
    expect([status, body.errors[0].path]).toEqual([400, 'items.1.category']);
  });
});
