import { type DisposableDatabase, pairedPlatforms, type TestApp } from '@nest-privacy/core/testing';
import { startCatalogueApp } from './testing/catalogue-app.js';
import { type Answer, httpClient, type Send } from './testing/http-client.js';
import { trackingItemInput } from './testing/index.js';

describe.each(pairedPlatforms())('what comes in on $adapter and $database.name', ({ adapter, database }) => {
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

  it.each([
    [{ category: 'FUN' }, 'category'],
    [{ category: ['STATISTICS'] }, 'category'],
    [{ provider: 'a\u0000b' }, 'provider'],
    [{ provider: '\ud800' }, 'provider'],
    [{ lifetime: 'a year' }, 'lifetime'],
    [{ lifetime: 'P' }, 'lifetime'],
    [{ ordering: 1.5 }, 'ordering'],
    [{ ordering: 1e20 }, 'ordering'],
    [{ enabled: 'yes' }, 'enabled'],
    [{ sites: ['main', 'nowhere'] }, 'sites.1'],
    [{ sites: [1] }, 'sites'],
    [{ cookies: 'x' }, 'cookies'],
    [{ cookies: [{ name: '' }] }, 'cookies.0.name'],
    [{ cookies: [{ name: 'a' }, { name: 'b', match: 'sql' }] }, 'cookies.1.match'],
    [{ cookies: [{ name: '(a)\\1', match: 'regex' }] }, 'cookies.0.name'],
    [{ cookies: Array.from({ length: 40 }, () => ({ name: 'a{900}', match: 'regex' })) }, 'cookies.22.name'],
    [{ cookies: [{ name: '(', match: 'regex' }] }, 'cookies.0.name'],
    [{ cookies: [{ name: 'a', domain: 'https://a.example' }] }, 'cookies.0.domain'],
    [{ cookies: [{ name: 'a', path: 'app' }] }, 'cookies.0.path'],
    [{ cookies: [{ name: 'a', secure: true }] }, 'cookies.0.secure'],
    [{ cookies: [null] }, 'cookies.0'],
    [{ cookies: Array.from({ length: 51 }, () => ({ name: 'a' })) }, 'cookies'],
    [{ translations: {} }, 'translations'],
    [{ translations: [] }, 'translations'],
    [{ translations: 'x' }, 'translations'],
    [{ translations: { de: null } }, 'translations.de'],
    [{ translations: { de: {} } }, 'translations.de.name'],
    [{ translations: { de: { name: 'x'.repeat(1025) } } }, 'translations.de.name'],
    [{ translations: { de: { name: 'x', colour: 'red' } } }, 'translations.de.colour'],
    [{ translations: { german: { name: 'x' } } }, 'translations.german'],
    [{ translations: { 'de-CH': { name: 'x' }, 'de-ch': { name: 'y' } } }, 'translations.de-ch'],
    [{ id: '019aa0d8-0000-7000-8000-000000000000' }, 'id'],
    [{ colour: 'red' }, 'colour'],
  ])('refuses %j and says where', async (members, path) => {
    const { status, body } = await create(members);
    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
    expect((await send('GET', admin)).body.items).toEqual([]);
  });

  it.each([
    ['[]'],
    ['null'],
    ['"text"'],
    ['7'],
    ['['.repeat(5_000) + ']'.repeat(5_000)],
    [`{"translations":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`],
    ['{"__proto__":{"enabled":true}}'],
  ])('survives a hostile body, case %#', async (body) => {
    expect((await send('POST', admin, { body })).status).toBe(400);
    const { body: item } = await create();
    const patched = await send('PATCH', `${admin}/${item.id}`, { body, headers: { 'If-Match': '*' } });
    expect([200, 400]).toContain(patched.status);
    expect((await send('GET', `${admin}/${item.id}`)).body).toEqual(item);
  });
});
