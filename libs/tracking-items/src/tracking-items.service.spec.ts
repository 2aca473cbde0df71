import { Logger } from '@nestjs/common';
import { CatalogueReader } from '@nest-privacy/core';
import {
  type DisposableDatabase,
  eventually,
  ManualClock,
  type TestApp,
  type TestDatabase,
  testDatabases,
} from '@nest-privacy/core/testing';
import { RedisModule } from '@nest-privacy/core/redis';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { canonicalJson } from '@nest-privacy/core/sealing';
import { catalogueSha256 } from './catalogue/site-catalogue.js';
import { CatalogueVersionEntity } from './entities/catalogue-version.entity.js';
import { startCatalogueApp } from './testing/catalogue-app.js';
import { TRACKING_ITEMS_MIGRATIONS } from './migrations/index.js';
import { trackingItemInput } from './testing/index.js';
import { TrackingItemsService } from './tracking-items.service.js';

const ROOT = join(__dirname, '../../..');
const version = (catalogue: CatalogueReader) => (): Promise<number | undefined> =>
  Promise.resolve(catalogue.known('main')?.version);
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe.each(testDatabases())('TrackingItemsService on $name', (database: TestDatabase) => {
  const clock = new ManualClock();
  let place: DisposableDatabase;
  let server: TestApp;
  let items: TrackingItemsService;
  let source: DataSource;

  beforeEach(async () => {
    place = await database.create({ migrations: TRACKING_ITEMS_MIGRATIONS });
    server = await startCatalogueApp({ place, clock });
    items = server.app.get(TrackingItemsService);
    source = server.app.get(DataSource);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
    await place.drop();
  });

  const versionOf = async (site: string): Promise<number> => (await items.current(site)).version;
  const history = (site: string): Promise<CatalogueVersionEntity[]> =>
    source.getRepository(CatalogueVersionEntity).find({ where: { site }, order: { version: 'ASC' } });

  it('raises the version of each site that a change affects, by one, and of no other', async () => {
    const versions = async (): Promise<number[]> => [await versionOf('main'), await versionOf('shop')];
    expect(await versions()).toEqual([0, 0]);
    const everywhere = await items.create(trackingItemInput());
    expect(await versions()).toEqual([1, 1]);
    const inShop = await items.create(trackingItemInput({ sites: ['shop'] }));
    expect(await versions()).toEqual([1, 2]);
    const hidden = await items.create(trackingItemInput({ enabled: false }));
    expect(await versions()).toEqual([1, 2]);
    await items.update(hidden.id, { ordering: 9 });
    await items.update(everywhere.id, { ordering: 0 });
    expect(await versions()).toEqual([1, 2]);
    await items.update(hidden.id, { enabled: true });
    expect(await versions()).toEqual([2, 3]);
    await items.update(inShop.id, { sites: ['main'] });
    expect(await versions()).toEqual([3, 4]);
    await items.update(everywhere.id, { sites: ['main', 'shop'] });
    expect(await versions()).toEqual([3, 4]);
    await items.delete(everywhere.id);
    expect(await versions()).toEqual([4, 5]);
    await expect(items.create({ ...trackingItemInput(), category: 'FUN' as 'MARKETING' })).rejects.toThrow();
    expect(await versions()).toEqual([4, 5]);
  });

  it('hashes what visitors are shown, and shows every earlier version again', async () => {
    const { id } = await items.create(trackingItemInput({ translations: { 'de-ch': { name: 'Grüezi' } } }));
    const first = await items.current('main');
    await items.update(id, { ordering: 5, translations: { fr: { name: 'Salut' } } });
    await items.delete(id);
    expect(await versionOf('main')).toBe(3);
    expect((await items.current('main')).sha256).toBe(catalogueSha256([]));
    const then = await items.catalogueAt('main', 1);
    expect(then).toMatchObject({
      ...first,
      site: 'main',
      items: [{ id, translations: { 'de-CH': { name: 'Grüezi' } } }],
    });
    expect(catalogueSha256(then!.items)).toBe(first.sha256);
    expect(canonicalJson(then!.items)).toMatch(
      /^\[{"category":"STATISTICS","cookies":\[{"domain":null,"httpOnly":null,/,
    );
    expect(await items.contents('main', 1)).toEqual({ ...first, items: then!.items });
    expect(await items.contents('main', 3)).toEqual({ ...(await items.current('main')), items: [] });
    expect([await items.catalogueAt('main', 4), await items.contents('main', 4)]).toEqual([undefined, undefined]);
  });

  it('neither loses nor doubles a version or a change when many come at once', async () => {
    const { id } = await items.create(trackingItemInput());
    const attempts = await Promise.allSettled([
      ...range(20).map((n) => items.create(trackingItemInput({ ordering: n }))),
      ...range(20).map((n) => items.update(id, { ordering: 100 + n })),
      ...range(10).map((n) => items.update(id, { ordering: 200 + n }, [1])),
      ...range(10).map(() => items.create({ ...trackingItemInput(), category: 'FUN' as 'MARKETING' })),
    ]);
    const done = attempts.filter(({ status }) => status === 'fulfilled').length;
    expect(done).toBeGreaterThanOrEqual(40);
    expect(await versionOf('main')).toBe(1 + done);
    const published = await history('main');
    expect(published.map(({ version }) => version)).toEqual(range(1 + done).map((n) => n + 1));
    for (const { version, sha256 } of published) {
      expect(catalogueSha256((await items.catalogueAt('main', version))!.items)).toBe(sha256);
    }
  });

  it('lets one of several changes of the same version win', async () => {
    const { id } = await items.create(trackingItemInput());
    const attempts = await Promise.allSettled(range(10).map((n) => items.update(id, { ordering: n + 1 }, [1])));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await items.get(id)).version).toBe(2);
  });

  it('is seeded once and counts on without gaps, whichever processes take part', async () => {
    const program = [join(ROOT, 'scripts/run-ts.cjs'), join(__dirname, 'testing/catalogue-process.ts')];
    const run = promisify(execFile);
    const outcomes = await Promise.all(
      range(2).map(() => run(process.execPath, [...program, place.url, '5'], { cwd: ROOT })),
    );
    expect(outcomes.map(({ stdout }) => Number(stdout)).sort()).toEqual([0, 2]);
    expect((await items.list({}, { limit: 100 })).items).toHaveLength(2 + 10);
    expect((await history('default')).map(({ version }) => version)).toEqual(range(11).map((n) => n + 1));
    expect(await items.seed([trackingItemInput()])).toBe(0);
  }, 90_000);

  it('does not seed a catalogue that was emptied on purpose', async () => {
    expect(await items.seed([trackingItemInput()])).toBe(1);
    const [only] = (await items.list({}, { limit: 1 })).items;
    await items.delete(only!.id);
    expect(await items.seed([trackingItemInput()])).toBe(0);
    await expect(items.seed([{ ...trackingItemInput(), translations: { de: { name: '' } } }])).rejects.toThrow(
      /SEED_INVALID: items.0.translations.de.name: name must have 1 to 1024 characters/,
    );
  });

  it('shows a change at once where it was made, and elsewhere after the next look', async () => {
    const other = await startCatalogueApp({ place, clock, migrations: 'leave', options: { maxStaleness: 100 } });
    try {
      const elsewhere = other.app.get<CatalogueReader>(CatalogueReader);
      expect(elsewhere.known('main')).toMatchObject({ version: 0 });
      await items.create(trackingItemInput());
      expect(await versionOf('main')).toBe(1);
      await eventually(version(elsewhere), (known) => known === 1);
      expect(await elsewhere.current('main')).toEqual(await items.current('main'));
    } finally {
      await other.close();
    }
  });

  it('shows it elsewhere at once where processes tell each other', async () => {
    const telling = (): Promise<TestApp> =>
      startCatalogueApp({
        place,
        clock,
        migrations: 'leave',
        options: { maxStaleness: 60_000 },
        shared: RedisModule.forRoot({ url: process.env.TEST_REDIS_URL! }),
      });
    const [here, there] = [await telling(), await telling()];
    try {
      const elsewhere = there.app.get<CatalogueReader>(CatalogueReader);
      // A subscription may not have reached Redis yet, so that one change may not be heard of.
      await eventually(
        async () => {
          await here.app.get(TrackingItemsService).create(trackingItemInput());
          return version(elsewhere)();
        },
        (known) => known! > 1,
      );
    } finally {
      await Promise.all([here.close(), there.close()]);
    }
  });

  it('asks the database for nothing while a request is served, and reads the catalogue only when it changed', async () => {
    await items.create(trackingItemInput());
    const asked = askedOf(source);
    for (let i = 0; i < 50; i++) await items.catalogue('main');
    expect(asked).toHaveLength(0);
    await eventually(
      () => Promise.resolve(asked.length),
      (count) => count > 0,
    );
    expect(asked.filter((sql) => !sql.includes('privacy_catalogue_revision'))).toEqual([]);
  });

  it('bounds the patterns of all items together', async () => {
    const cookies = Array.from({ length: 10 }, () => ({ name: 'a{900}', match: 'regex' as const }));
    for (const ordering of [1, 2]) await items.create(trackingItemInput({ cookies, ordering }));
    await expect(items.create(trackingItemInput({ cookies }))).rejects.toMatchObject({
      problem: { code: 'CATALOGUE_FULL', detail: expect.stringContaining('20000 steps') },
    });
    expect(await versionOf('main')).toBe(2);
  });

  it('warns of expressions that an earlier version took, and matches nothing by them', async () => {
    const { id } = await items.create(trackingItemInput());
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const dead = [{ name: '(?=_ga).*', match: 'regex', domain: null, path: null, httpOnly: null }];
    await source.query(`UPDATE privacy_tracking_items SET cookies = '${JSON.stringify(dead)}'`);
    await source.query('UPDATE privacy_catalogue_revision SET revision = revision + 1');
    const shown = async (): Promise<unknown> => (await items.catalogue('main')).categories[1]!.items[0]!.cookies;
    expect(await eventually(shown, (cookies) => (cookies as unknown[]).length === 1)).toEqual(dead);
    await items.create(trackingItemInput());
    expect(warn.mock.calls).toEqual([[expect.stringContaining(`${id} cookies.0.name "(?=_ga).*"`)]]);
  });

  it('tells since when a category holds what earlier grants do not cover', async () => {
    const renewals = (site = 'main') => items.known(site)!.renewals;
    expect(renewals()).toEqual({ any: {}, 'new-provider-or-purpose': {} });
    const made = await items.create(trackingItemInput({ category: 'MARKETING' }));
    const first = { version: 1, at: clock.now() };
    expect(renewals()).toEqual({ any: { MARKETING: first }, 'new-provider-or-purpose': { MARKETING: first } });
    clock.advance(5_000);
    await items.update(made.id, { ordering: 5 });
    expect(renewals()).toEqual({
      any: { MARKETING: { version: 2, at: clock.now() } },
      'new-provider-or-purpose': { MARKETING: first },
    });
    await items.create(trackingItemInput({ category: 'MARKETING', provider: 'Another Ltd', sites: ['shop'] }));
    expect(renewals()['new-provider-or-purpose']).toEqual({ MARKETING: first });
    expect(renewals('shop')['new-provider-or-purpose']).toEqual({ MARKETING: { version: 3, at: clock.now() } });
  });

  it('counts everything as new to earlier grants where the history does not tell', async () => {
    await items.create(trackingItemInput());
    const at = clock.now();
    // As the migrations before left it; the table refuses to be updated, and so a version is added.
    await source.query(`INSERT INTO privacy_catalogue_versions (site, version, sha256, items, created_at)
      SELECT site, 7, sha256, items, created_at FROM privacy_catalogue_versions WHERE site = 'main'`);
    await source.query('UPDATE privacy_catalogue_revision SET revision = revision + 1');
    await eventually(version(items), (known) => known === 7);
    expect(items.known('main')!.renewals.any).toMatchObject({ MARKETING: { version: 7, at } });
    await items.create(trackingItemInput({ category: 'MARKETING' }));
    expect(items.known('main')!.renewals.any).toMatchObject({
      STATISTICS: { version: 7 },
      MARKETING: { version: 8 },
    });
  });
});

/** Everything the DataSource is asked from now on. */
function askedOf(source: DataSource): string[] {
  const asked: string[] = [];
  const create = source.createQueryRunner.bind(source);
  jest.spyOn(source, 'createQueryRunner').mockImplementation((mode) => {
    const runner = create(mode);
    const original = runner.query.bind(runner);
    jest.spyOn(runner, 'query').mockImplementation((...call: Parameters<typeof original>) => {
      asked.push(call[0]);
      return original(...call);
    });
    return runner;
  });
  return asked;
}
