import { Logger } from '@nestjs/common';
import { CatalogueReader } from '@nest-privacy/core';
import {
  type DisposableDatabase,
  ManualClock,
  type TestApp,
  type TestDatabase,
  storageDatabases,
} from '@nest-privacy/core/testing';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { canonicalJson } from './content/canonical-json.js';
import { catalogueSha256 } from './catalogue/site-catalogue.js';
import { SiteCatalogueVersion } from './entities/catalogue-version.entity.js';
import { startCatalogueApp } from './testing/catalogue-app.js';
import { trackingItemInput } from './testing/index.js';
import { TrackingItemsService } from './tracking-items.service.js';

const ROOT = join(__dirname, '../../..');
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe.each(storageDatabases())('TrackingItemsService on $name', (database: TestDatabase) => {
  const clock = new ManualClock();
  let place: DisposableDatabase;
  let server: TestApp;
  let items: TrackingItemsService;
  let source: DataSource;

  beforeEach(async () => {
    place = await database.create();
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
  const history = (site: string): Promise<SiteCatalogueVersion[]> =>
    source.getRepository(SiteCatalogueVersion).find({ where: { site }, order: { version: 'ASC' } });

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
    expect(await items.catalogueAt('main', 4)).toBeUndefined();
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
      range(3).map(() => run(process.execPath, [...program, place.url, '5'], { cwd: ROOT })),
    );
    expect(outcomes.map(({ stdout }) => Number(stdout)).sort()).toEqual([0, 0, 2]);
    expect((await items.list({}, { limit: 100 })).items).toHaveLength(2 + 15);
    expect((await history('default')).map(({ version }) => version)).toEqual(range(16).map((n) => n + 1));
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

  it('shows a change at once where it was made, and elsewhere when the copy has aged', async () => {
    const other = await startCatalogueApp({ place, clock, migrations: 'leave' });
    try {
      const elsewhere = other.app.get<CatalogueReader>(CatalogueReader);
      expect(await elsewhere.current('main')).toMatchObject({ version: 0 });
      await items.create(trackingItemInput());
      expect(await versionOf('main')).toBe(1);
      clock.advance(999);
      expect(await elsewhere.current('main')).toMatchObject({ version: 0 });
      clock.advance(1);
      expect(await elsewhere.current('main')).toEqual(await items.current('main'));
    } finally {
      await other.close();
    }
  });

  it('asks the database once, and reads the catalogue only when it changed', async () => {
    await items.create(trackingItemInput());
    await items.current('main');
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
    const fiftyTimes = (): Promise<unknown> =>
      range(50).reduce<Promise<unknown>>((before) => before.then(() => items.catalogue('main')), Promise.resolve());
    await fiftyTimes();
    expect(asked).toHaveLength(0);
    clock.advance(1_000);
    await fiftyTimes();
    expect(asked.filter((sql) => sql.includes('privacy_catalogue_revision'))).toHaveLength(1);
    expect(asked.filter((sql) => sql.includes('privacy_tracking_items'))).toHaveLength(0);
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
    clock.advance(1_000);
    expect((await items.catalogue('main')).categories[1]!.items[0]!.cookies).toEqual(dead);
    clock.advance(1_000);
    await items.catalogue('main');
    expect(warn.mock.calls).toEqual([[expect.stringContaining(`${id} cookies.0.name "(?=_ga).*"`)]]);
  });
});
