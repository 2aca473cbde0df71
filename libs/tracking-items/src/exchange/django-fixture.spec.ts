import { type DisposableDatabase, type TestApp, testDatabases } from '@nest-privacy/core/testing';
import { startCatalogueApp } from '../testing/catalogue-app.js';
import { TrackingItemsService } from '../tracking-items.service.js';
import { type ExportedItem } from './export-document.js';

interface Entry {
  model: string;
  pk: unknown;
  fields: Record<string, unknown>;
}

const translation = (pk: number, master: number, language: string, fields: object = {}): Entry => ({
  model: 'django_privacy_mgmt.trackingitemtranslation',
  pk,
  fields: {
    language_code: language,
    name: `Item ${master} ${language}`,
    description: '',
    lifetime: null,
    domain: null,
    master,
    ...fields,
  },
});

/** What `manage.py dumpdata django_privacy_mgmt sites auth.group` writes. */
const fixture = (): Entry[] => [
  { model: 'sites.site', pk: 1, fields: { domain: 'main.example', name: 'Main' } },
  { model: 'sites.site', pk: 2, fields: { domain: 'Shop.example ', name: 'Shop' } },
  { model: 'auth.group', pk: 1, fields: { name: 'Editors', permissions: [] } },
  { model: 'django_privacy_mgmt.trackingitem', pk: 7, fields: { category: 'ESSENTIAL', ordering: -1, site: [] } },
  { model: 'django_privacy_mgmt.trackingitem', pk: 8, fields: { category: 'STATISTICS', ordering: 2, site: [2, 1] } },
  translation(1, 7, 'en', {
    name: 'Session',
    description: 'Keeps you signed in',
    lifetime: 'Session',
    domain: 'main.example',
  }),
  translation(2, 7, 'de', { name: 'Sitzung', lifetime: 'Sitzung', domain: 'main.example' }),
  translation(3, 8, 'pt-br', { name: 'Google Analytics', domain: '.google.com' }),
  translation(4, 8, 'de', { name: 'Google Analytics', domain: 'google.de und andere' }),
];

describe.each(testDatabases())('a django-privacy-mgmt fixture on $name', (database) => {
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

  it('becomes items with their translations, sites, ordering and categories, and stays the same when it comes again', async () => {
    expect(await items.import(fixture())).toEqual({ created: 2, updated: 0, unchanged: 0, ignored: 1 });
    const byOrdering = (a: ExportedItem, b: ExportedItem): number => a.ordering - b.ordering;
    expect([...(await items.export()).items].sort(byOrdering)).toEqual([
      {
        id: expect.any(String),
        category: 'ESSENTIALS',
        provider: null,
        lifetime: null,
        domain: 'main.example',
        cookies: [],
        ordering: -1,
        enabled: true,
        sites: [],
        translations: {
          de: { name: 'Sitzung', purpose: null, lifetime: 'Sitzung', domain: null },
          en: { name: 'Session', purpose: 'Keeps you signed in', lifetime: 'Session', domain: null },
        },
      },
      {
        id: expect.any(String),
        category: 'STATISTICS',
        provider: null,
        lifetime: null,
        domain: null,
        cookies: [],
        ordering: 2,
        enabled: true,
        sites: ['main', 'shop'],
        translations: {
          de: { name: 'Google Analytics', purpose: null, lifetime: null, domain: 'google.de und andere' },
          'pt-BR': { name: 'Google Analytics', purpose: null, lifetime: null, domain: '.google.com' },
        },
      },
    ]);
    expect(await items.import(fixture())).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const changed = fixture();
    changed[8]!.fields['name'] = 'GA 4';
    expect(await items.import(changed)).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  });

  it('may use natural keys, the older field name of the sites, and the shorter application label', async () => {
    const natural = fixture().filter(({ model }) => model !== 'sites.site');
    natural[2]!.fields = { category: 'marketing', ordering: 2, sites: [['shop.example']] };
    for (const entry of natural) entry.model = entry.model.replace('django_', '');
    expect(await items.import(natural)).toMatchObject({ updated: 1 });
    const item = (await items.export()).items.find(({ category }) => category === 'MARKETING');
    expect(item?.sites).toEqual(['shop']);
  });

  const broken = (index: number, change: (entry: Entry) => unknown): unknown[] =>
    fixture().map((entry, i) => (i === index ? (change(entry) ?? entry) : entry));
  const field = (index: number, name: string, value: unknown): unknown[] =>
    broken(index, (entry) => void (entry.fields[name] = value));

  it.each([
    ['an entry of no form', broken(2, () => 'x'), '2'],
    ['an unknown category', field(4, 'category', 'FUN'), '4.fields.category'],
    ['a category of another type', field(4, 'category', 7), '4.fields.category'],
    ['an ordering that is no number', field(4, 'ordering', 'first'), '4.fields.ordering'],
    ['sites that are no list', field(4, 'site', 1), '4.fields.site'],
    ['a site the fixture lacks', field(4, 'site', [3]), '4.fields.site'],
    ['a site that is not ours', field(1, 'domain', 'elsewhere.example'), '4.fields.site'],
    ['a key twice', broken(4, (entry) => void (entry.pk = 7)), '4.pk'],
    ['a key of another type', broken(4, (entry) => void (entry.pk = null)), '4.pk'],
    ['a translation of nothing', field(6, 'master', 99), '6.fields.master'],
    ['a language twice', field(6, 'language_code', 'en'), '6.fields.language_code'],
    ['a language that is none', field(6, 'language_code', 'german'), '6.fields.language_code'],
    ['an item without translation', fixture().slice(0, 7), '4.fields.translations'],
    ['an empty name', field(7, 'name', ''), '7.fields.name'],
    ['a description of another type', field(7, 'description', { a: 1 }), '7.fields.description'],
    ['a lifetime beyond all bounds', field(7, 'lifetime', 'x'.repeat(256)), '7.fields.lifetime'],
  ])('names the entry of %s, and changes nothing', async (_what, entries, path) => {
    const before = await items.export();
    await expect(items.import(entries)).rejects.toMatchObject({
      problem: { status: 400, errors: expect.arrayContaining([expect.objectContaining({ path })]) },
    });
    expect(await items.export()).toEqual(before);
  });
});
