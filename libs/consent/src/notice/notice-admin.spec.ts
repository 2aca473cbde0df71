import { CatalogueReader, minutes, type Site } from '@nest-privacy/core';
import { canonicalJson } from '@nest-privacy/core/sealing';
import { pairedPlatforms } from '@nest-privacy/core/testing';
import { createHash } from 'node:crypto';
import { AdjustableCatalogue } from '../../test/adjustable-catalogue.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { noticeContent, noticeText, withoutLabel } from '../../test/notice-content.js';
import { atSite, TestSites, TRUSTS_THE_TEST } from '../../test/sites.js';
import {
  ConsentNotices,
  ConsentRecordEntity,
  type ConsentRecordView,
  ConsentStateEntity,
  NoticePublisher,
  type PublicNotice,
  type PublishedNotice,
} from '../index.js';
import { type AskedAgain, AskedAgainCount } from './asked-again.js';
import { recordLeafHash } from '../ledger/record-leaf.js';

const PATH = '/admin/consent/notices';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the test says what it expects of it
type Body = any;

describe.each(pairedPlatforms())('notices on $name under $adapter', ({ database, adapter }) => {
  const sites = new TestSites();
  const catalogue = new AdjustableCatalogue();
  let server: ConsentApp;
  let site: Site;
  let admin: Browser;

  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    ifMatch?: string,
  ): Promise<{ status: number; tag: string; body: Body }> => {
    const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch };
    const response = await admin.send(method, PATH + path, { ...(body !== undefined && { body }), headers });
    const text = await response.text();
    return {
      status: response.status,
      tag: response.headers.get('etag') ?? '',
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  const publish = async (content: object, renewal = 'none'): Promise<Body> => {
    const { tag } = await ask('POST', '/draft', content);
    const { status, body } = await ask('POST', '/draft/publish', { renewal }, tag);
    expect(status).toBe(201);
    return body;
  };

  /** As the application does at its start, before anybody decides. */
  const seed = async (): Promise<PublishedNotice> => {
    await server.app.get(NoticePublisher).seed(site.id, noticeContent());
    return server.app.get(ConsentNotices).active(site.id)!;
  };
  const visitorOf = (): Browser => new Browser(server.url, { 'sec-fetch-site': 'same-origin', ...atSite(site) });

  beforeAll(async () => {
    server = await startConsentApp({
      adapter,
      database,
      core: { sites: sites.all, ...TRUSTS_THE_TEST },
      own: [{ provide: CatalogueReader, useValue: catalogue }],
      consent: { rateLimit: 'off', notices: { servedInterval: 'off' } },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    catalogue.held = new AdjustableCatalogue().held;
    site = sites.take();
    admin = new Browser(server.url, { authorization: ADMIN_TOKEN, ...atSite(site) });
  });

  it('are drafted step by step, refused with the reason, previewed, published, and shown in the language of the visitor', async () => {
    const visitor = visitorOf();
    expect((await visitor.send('GET', '/consent/notice')).status).toBe(404);
    const half = { ...noticeContent(), translations: { en: withoutLabel(noticeText('en'), 'rejectAll') } };
    const created = await ask('POST', '/draft', half);
    expect([created.status, created.body.faults[0].path]).toEqual([201, 'translations.en.labels.rejectAll']);
    expect((await ask('POST', '/draft', half)).body).toMatchObject({ status: 409, code: 'NOTICE_DRAFT_EXISTS' });
    expect((await ask('POST', '/draft/publish', { renewal: 'none' }, created.tag)).body).toMatchObject({
      status: 409,
      code: 'NOTICE_REFUSAL_UNEQUAL',
      errors: [{ path: 'translations.en.labels.rejectAll' }],
    });
    const label = { translations: { en: { labels: { rejectAll: 'Reject all en' } } } };
    expect((await ask('PATCH', '/draft', label)).body.code).toBe('PRECONDITION_REQUIRED');
    const patched = await ask('PATCH', '/draft', label, created.tag);
    expect([patched.status, patched.body.faults]).toEqual([200, []]);
    expect((await ask('PATCH', '/draft', label, created.tag)).body).toMatchObject({
      status: 412,
      currentETag: patched.tag,
    });
    const german = await ask('PUT', '/draft/translations/de', noticeText('de'), patched.tag);
    expect(german.status).toBe(200);
    expect((await ask('GET', '/draft/preview?language=de')).body).toMatchObject({
      title: 'Title de',
      noticeVersion: null,
    });
    expect((await ask('POST', '/draft/publish', {}, german.tag)).body.errors).toEqual([
      { path: 'renewal', detail: 'renewal must be one of none, all, changed' },
    ]);
    const published = await ask('POST', '/draft/publish', { renewal: 'none' }, german.tag);
    expect(published.body).toMatchObject({
      site: site.id,
      version: 2,
      languages: ['de', 'en'],
      publishedBy: 'admin',
    });
    expect((await ask('GET', '/draft')).body.code).toBe('NOTICE_DRAFT_UNKNOWN');
    const { content, sha256 } = published.body;
    expect(content.catalogue).toEqual({ version: 5, sha256: catalogue.held!.sha256 });
    expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(sha256);
    for (const [header, query, language] of [
      ['de-AT, en;q=0.5', '', 'de'],
      ['de', '?language=en-GB', 'en'],
      ['fr', '', 'en'],
    ] as const) {
      const response = await visitor.send('GET', `/consent/notice${query}`, { headers: { 'accept-language': header } });
      const { title } = await bodyOf<PublicNotice>(response);
      expect([title, response.headers.get('content-language'), response.headers.get('vary')]).toEqual([
        `Title ${language}`,
        language,
        expect.stringContaining('Accept-Language'),
      ]);
    }
    expect(visitor.cookies.size).toBe(0);
  });

  it('are answered again in one word as long as nothing changed, and with the items of the catalogue', async () => {
    await publish(
      noticeContent({
        variants: [
          {
            name: 'short',
            share: 20,
            layers: noticeContent().layers,
            translations: { de: noticeText('kurz'), en: noticeText('short') },
          },
        ],
      }),
    );
    const visitor = visitorOf();
    const first = await visitor.send('GET', '/consent/notice?language=en');
    const tag = first.headers.get('etag')!;
    const text = await first.text();
    expect(tag).toContain(createHash('sha256').update(text).digest('base64url').slice(0, 32));
    expect(JSON.parse(text)).toMatchObject({
      noticeVersion: 2,
      direction: 'ltr',
      variant: null,
      variants: [{ name: 'short', share: 20 }],
      catalogueVersion: 5,
      categories: [
        { category: 'ESSENTIALS', name: 'Essentials en', required: true, items: [] },
        { category: 'STATISTICS', required: false, items: [{ name: 'counter in en' }] },
        { category: 'MARKETING', items: [] },
      ],
    });
    const again = (query: string) =>
      visitor.send('GET', `/consent/notice${query}`, { headers: { 'if-none-match': tag } });
    expect((await again('?language=en')).status).toBe(304);
    expect((await again('?language=de')).status).toBe(200);
    expect(await bodyOf<PublicNotice>(await again('?language=en&variant=short'))).toMatchObject({
      title: 'Title short',
      variant: 'short',
    });
    expect((await again('?language=en&variant=gone')).status).toBe(304);
    catalogue.change('STATISTICS', 'any', server.clock.now());
    expect((await again('?language=en')).status).toBe(200);
  });

  it('are named by records with the hash of what was shown, and kept from being changed by the database', async () => {
    const { sha256 } = await seed();
    const visitor = visitorOf();
    expect((await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 1, language: 'de' })).status).toBe(201);
    const renewed = await publish(noticeContent({ defaultLanguage: 'de' }), 'all');
    expect(await visitor.consent()).toMatchObject({ state: 'expired', noticeVersion: 2, promptRequired: true });
    expect((await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 1 })).status).toBe(409);
    expect((await visitor.decide({ STATISTICS: 'denied' }, { noticeVersion: 1 })).status).toBe(201);
    const unnamed = await bodyOf<ConsentRecordView>(await visitor.decide({ MARKETING: 'denied' }));
    expect(unnamed).toMatchObject({ noticeVersion: 2, noticeSource: 'assumed' });
    const records = await server.source.manager.find(ConsentRecordEntity, {
      where: { siteId: site.id },
      order: { receivedAt: 'ASC' },
    });
    expect(
      records.map(({ noticeVersion, noticeHash, noticeSource }) => [noticeVersion, noticeHash, noticeSource]),
    ).toEqual([
      [1, sha256, 'named'],
      [1, sha256, 'named'],
      [2, renewed.sha256, 'assumed'],
    ]);
    const { noticeSource: _, ...earlier } = records[2]!;
    expect(recordLeafHash(records[2]!)).not.toEqual(recordLeafHash({ ...earlier, noticeSource: null }));
    const notices = server.app.get(ConsentNotices);
    expect((await notices.version(site.id, 1))?.content).toMatchObject(noticeContent());
    expect(await notices.version(site.id, 3)).toBeNull();
    for (const change of [
      `UPDATE privacy_consent_notice_version SET content = '{}'`,
      'DELETE FROM privacy_consent_notice_version',
    ])
      await expect(server.source.query(change)).rejects.toThrow('append-only');
  });

  it.each<[string, string, object]>([
    ['none', 'STATISTICS', { state: 'active', allowed: { STATISTICS: true, MARKETING: true }, promptRequired: false }],
    ['all', 'STATISTICS', { state: 'expired', allowed: { STATISTICS: false, MARKETING: false }, promptRequired: true }],
    [
      'changed',
      'STATISTICS',
      { state: 'active', allowed: { STATISTICS: false, MARKETING: true }, promptRequired: true },
    ],
  ])(
    'renew %s of the earlier grants, and tell before how many visitors are asked again',
    async (renewal, category, expected) => {
      await seed();
      const [both, refused, marketing] = [visitorOf(), visitorOf(), visitorOf()];
      await both.decide({ STATISTICS: 'granted', MARKETING: 'granted' });
      await refused.decide({ STATISTICS: 'denied', MARKETING: 'denied' });
      await marketing.decide({ STATISTICS: 'denied', MARKETING: 'granted' });
      // Of a kind that by itself lets no grant lapse.
      catalogue.change(category as 'STATISTICS', 'any', server.clock.now());
      const { tag } = await ask('POST', '/draft', noticeContent());
      const visitors = { none: 0, all: 2, changed: 1 }[renewal];
      expect((await ask('GET', `/draft/publication?renewal=${renewal}`)).body).toMatchObject({
        askedAgain: { visitors, precision: 'exact' },
        renewed: { none: [], all: ['STATISTICS', 'MARKETING'], changed: ['STATISTICS'] }[renewal],
        faults: [],
      });
      await ask('POST', '/draft/publish', { renewal }, tag);
      expect(await both.consent()).toMatchObject({ noticeVersion: 2, ...expected });
      expect(await refused.consent()).toMatchObject({ promptRequired: false, allowed: { STATISTICS: false } });
      await both.decide({ STATISTICS: 'granted', MARKETING: 'granted' }, { noticeVersion: 2 });
      expect(await both.consent()).toMatchObject({ state: 'active', promptRequired: false });
    },
  );

  it('are listed, compared and kept apart by site', async () => {
    await seed();
    await publish(
      noticeContent({
        controller: { name: 'Another Ltd', contact: 'x' },
        categories: ['STATISTICS', 'ESSENTIALS', 'MARKETING'],
      }),
    );
    expect((await ask('GET', '?limit=1')).body).toMatchObject({
      items: [{ version: 2 }],
      nextCursor: expect.any(String),
    });
    expect((await ask('GET', '/1')).body).toMatchObject({
      version: 1,
      content: { controller: { name: 'Example Ltd' } },
    });
    expect((await ask('GET', '/9')).body.code).toBe('NOTICE_VERSION_UNKNOWN');
    expect((await ask('GET', '/2147483648')).body.code).toBe('NOTICE_VERSION_UNKNOWN');
    expect((await ask('GET', '/1/preview?language=de')).body).toMatchObject({ noticeVersion: 1, title: 'Title de' });
    expect((await ask('GET', '/diff?from=1&to=2')).body.changes).toEqual([
      {
        path: 'categories',
        before: ['ESSENTIALS', 'STATISTICS', 'MARKETING'],
        after: ['STATISTICS', 'ESSENTIALS', 'MARKETING'],
      },
      { path: 'controller.contact', before: 'privacy@example.com', after: 'x' },
      { path: 'controller.name', before: 'Example Ltd', after: 'Another Ltd' },
    ]);
    const { tag } = await ask('POST', '/draft', noticeContent({ defaultLanguage: 'de' }));
    expect((await ask('GET', '/diff?from=1')).body.changes).toEqual([
      { path: 'defaultLanguage', before: 'en', after: 'de' },
    ]);
    expect((await ask('DELETE', '/draft', undefined, '"other"')).status).toBe(412);
    expect((await ask('DELETE', '/draft', undefined, tag)).status).toBe(204);
    expect((await ask('GET', `?site=${sites.take().id}`)).body.items).toEqual([]);
    expect((await ask('GET', '?site=nowhere')).status).toBe(400);
  });

  it('are seeded with the number after the highest that was granted upon, once', async () => {
    await visitorOf().decide({ STATISTICS: 'granted' });
    const publisher = server.app.get(NoticePublisher);
    const seeded = await Promise.all([
      publisher.seed(site.id, noticeContent()),
      publisher.seed(site.id, noticeContent()),
    ]);
    expect(seeded.filter(Boolean)).toHaveLength(1);
    expect(server.app.get(ConsentNotices).active(site.id)).toMatchObject({
      version: 2,
      publishedBy: 'application',
      validity: { since: 1 },
    });
  });

  it('never take the number that decisions name before the first publication, for other processes may not have heard of it', async () => {
    expect(await publish(noticeContent())).toMatchObject({ version: 2 });
  });

  it('have numbers that no refusal chooses, whatever it claims', async () => {
    const most = 2_147_483_647;
    const claim = await visitorOf().decide({ MARKETING: 'denied' }, { noticeVersion: most });
    expect([claim.status, await claim.json()]).toEqual([201, expect.objectContaining({ noticeVersion: most })]);
    const state = await server.source.manager.findOneByOrFail(ConsentStateEntity, { siteId: site.id });
    expect(state.noticeVersion).toBe(1);
    // As an earlier release wrote it.
    await server.source.manager.update(ConsentStateEntity, { siteId: site.id }, { noticeVersion: most });
    expect(await publish(noticeContent())).toMatchObject({ version: 2 });
    expect((await visitorOf().decide({ STATISTICS: 'granted' }, { noticeVersion: 2 })).status).toBe(201);
  });

  it('tell of as many visitors as could be counted in time, or as a sample lets one expect', async () => {
    await seed();
    await visitorOf().decide({ STATISTICS: 'granted' });
    const many = 60_000;
    await server.source.query(`
      WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < ${many})
      INSERT INTO privacy_consent_state
        (site_id, subject_id, record_id, decisions, informed, withdrawn, notice_version, decided_at, valid_until)
      SELECT site_id, 'subject ' || n, record_id, decisions, informed, withdrawn, notice_version, decided_at, valid_until
      FROM privacy_consent_state, many WHERE site_id = '${site.id}'`);
    const succession = await server.app.get(NoticePublisher).succession(site.id, 'all');
    const counted = (counting: number, sampling: number): Promise<AskedAgain> =>
      server.app.get(AskedAgainCount).of(site.id, succession, { counting, sampling });
    expect(await counted(minutes(1), minutes(1))).toEqual({ visitors: many + 1, precision: 'exact' });
    if (database.name === 'SQLite') {
      expect(await counted(0, 0)).toEqual({ visitors: 0, precision: 'at-least' });
      return;
    }
    expect(await counted(1, 1)).toEqual({ visitors: 0, precision: 'at-least' });
    const { visitors, precision } = await counted(1, minutes(1));
    expect([precision, visitors > many / 2, visitors < many * 2]).toEqual(['estimate', true, true]);
  });
});
