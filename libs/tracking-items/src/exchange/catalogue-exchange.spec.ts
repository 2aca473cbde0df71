import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, type TestApp, testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { COOKIE_NAME_MATCHES, type CookiePattern } from '../cookies/cookie-pattern.js';
import { readExpression } from '../cookies/expression.js';
import { startCatalogueApp } from '../testing/catalogue-app.js';
import { trackingItemInput } from '../testing/index.js';
import { TrackingItemsService } from '../tracking-items.service.js';

/** Text as administrators write it: any script, emoji, quotes, no control characters. */
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .filter((s) => s.length <= maxLength && !/\p{Cc}|\p{Cs}/u.test(s));
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

const cookie: fc.Arbitrary<CookiePattern> = fc
  .record({
    name: text(20),
    match: fc.constantFrom(...COOKIE_NAME_MATCHES),
    domain: maybe(fc.constantFrom('example.com', '.example.com', '*.a-b.example')),
    path: maybe(fc.constantFrom('/', '/app', '/ü/{x}')),
    httpOnly: maybe(fc.boolean()),
  })
  .filter(({ name, match }) => match !== 'regex' || !('fault' in readExpression(name)));

const item = fc.record({
  category: fc.constantFrom('ESSENTIALS', 'STATISTICS', 'MARKETING'),
  provider: maybe(text(30)),
  lifetime: maybe(fc.constantFrom('session', 'persistent', 'P13M', 'P1Y2M3DT4H5M6S')),
  domain: maybe(text(30)),
  cookies: fc.array(cookie, { maxLength: 3 }),
  ordering: fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
  enabled: fc.boolean(),
  sites: fc.subarray(['main', 'shop']),
  translations: fc.dictionary(
    fc.constantFrom('de', 'de-CH', 'en', 'zh-Hant'),
    fc.record({ name: text(30), purpose: maybe(text(60)), lifetime: maybe(text(20)), domain: maybe(text(20)) }),
    { minKeys: 1 },
  ),
});

const documents = fc
  .array(item, { maxLength: 6 })
  .map((items) => ({ format: 'nest-privacy/tracking-items', version: 1, items }));

describe.each(testDatabases())('import and export on $name', (database) => {
  let place: DisposableDatabase;
  let server: TestApp;
  let items: TrackingItemsService;

  beforeAll(async () => {
    place = await database.create();
    server = await startCatalogueApp({ place });
    items = server.app.get(TrackingItemsService);
  });
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const empty = async (): Promise<void> => {
    const source = server.app.get(DataSource);
    for (const table of ['privacy_tracking_items', 'privacy_tracking_item_translations']) {
      await source.query(`DELETE FROM ${table}`);
    }
  };

  it('gives back exactly what it took in, whatever that was', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        // A history cannot be deleted, so that each run needs ids of its own, also when fast-check repeats one.
        const fresh = { ...document, items: document.items.map((made) => ({ id: newId(), ...made })) };
        await empty();
        const result = await items.import(fresh);
        expect(result).toEqual({ created: fresh.items.length, updated: 0, unchanged: 0, ignored: 0 });
        const exported = await items.export();
        expect(JSON.parse(JSON.stringify(exported))).toEqual(fresh);
        expect(await items.import(JSON.parse(JSON.stringify(exported)))).toMatchObject({
          created: 0,
          updated: 0,
          unchanged: fresh.items.length,
        });
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('takes everything or nothing, as one version', async () => {
    await empty();
    const before = (await items.current('main')).version;
    const good = Array.from({ length: 3 }, (_, ordering) => trackingItemInput({ ordering }));
    const document = { format: 'nest-privacy/tracking-items', version: 1, items: good };
    const bad = { ...document, items: [...good, trackingItemInput({ cookies: [{ name: '(?=a)', match: 'regex' }] })] };
    await expect(items.import(bad)).rejects.toMatchObject({
      problem: { status: 400, errors: [{ path: 'items.3.cookies.0.name' }] },
    });
    expect((await items.export()).items).toEqual([]);
    await items.import(document);
    expect((await items.export()).items).toHaveLength(3);
    expect((await items.current('main')).version).toBe(before + 1);
  });

  it('undoes all of an import that makes the catalogue too large', async () => {
    await empty();
    await items.create(trackingItemInput());
    const before = await items.current('main');
    const many = Array.from({ length: 1_000 }, () => trackingItemInput({ cookies: [] }));
    const document = { format: 'nest-privacy/tracking-items', version: 1, items: many };
    await expect(items.import(document)).rejects.toMatchObject({ code: 'CATALOGUE_FULL' });
    expect((await items.export()).items).toHaveLength(1);
    expect(await items.current('main')).toEqual(before);
  });

  it.each([
    [{ format: 'other', version: 1, items: [] }, 'format'],
    [{ format: 'nest-privacy/tracking-items', version: 2, items: [] }, 'version'],
    [{ format: 'nest-privacy/tracking-items', version: 1 }, 'items'],
    [{ format: 'nest-privacy/tracking-items', version: 1, items: Array.from({ length: 1_001 }, () => ({})) }, 'items'],
    [{ format: 'nest-privacy/tracking-items', version: 1, items: [{ ...trackingItemInput(), id: 'x' }] }, 'items.0.id'],
    [
      {
        format: 'nest-privacy/tracking-items',
        version: 1,
        items: [1, 2].map(() => ({ ...trackingItemInput(), id: '019aa0d8-0000-7000-8000-000000000000' })),
      },
      'items.1.id',
    ],
    [7, ''],
  ])('refuses a document that is none, case %#', async (document, path) => {
    await expect(items.import(document)).rejects.toMatchObject({
      problem: { status: 400, errors: expect.arrayContaining([expect.objectContaining({ path })]) },
    });
  });
});
