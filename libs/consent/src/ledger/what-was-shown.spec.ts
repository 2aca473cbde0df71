import { CatalogueReader, type Site } from '@nest-privacy/core';
import { pairedPlatforms } from '@nest-privacy/core/testing';
import { AdjustableCatalogue } from '../../test/adjustable-catalogue.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, RECORD_COLUMNS, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { atSite, TestSites, TRUSTS_THE_TEST } from '../../test/sites.js';
import { ConsentRecordEntity, type ConsentRecordView, ConsentStateEntity } from '../index.js';

const everything = { STATISTICS: 'granted', MARKETING: 'granted' };
const shown = { noticeVersion: 3, catalogueVersion: 5, language: 'de' };

describe.each(pairedPlatforms())('what a visitor was shown, on $name under $adapter', ({ database, adapter }) => {
  const sites = new TestSites();
  const catalogue = new AdjustableCatalogue();
  let server: ConsentApp;
  let site: Site;
  let visitor: Browser;

  beforeAll(async () => {
    server = await startConsentApp({
      adapter,
      database,
      core: { sites: sites.all, ...TRUSTS_THE_TEST },
      providers: [{ provide: CatalogueReader, useValue: catalogue }],
      consent: { noticeVersion: 3, rateLimit: 'off' },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    catalogue.held = new AdjustableCatalogue().held;
    catalogue.elsewhere = undefined;
    site = sites.take();
    visitor = new Browser(server.url, { 'sec-fetch-site': 'same-origin', ...atSite(site) });
  });

  const form = (fields: Record<string, string>): Promise<Response> =>
    visitor.send('POST', '/consent', { body: new URLSearchParams(fields) });
  const newest = async (): Promise<ConsentRecordEntity> =>
    server.source
      .getRepository(ConsentRecordEntity)
      .findOneOrFail({ where: { siteId: site.id }, order: { receivedAt: 'DESC' } });
  const fields = { noticeVersion: '3', catalogueVersion: '5', language: 'de', redirect: '/' };

  it('is told by GET /consent, and recorded as it was rendered', async () => {
    expect(await visitor.consent()).toMatchObject({ noticeVersion: 3, catalogueVersion: 5 });
    expect(await bodyOf(await visitor.decide(everything, shown))).toMatchObject({
      ...shown,
      catalogueHash: '5'.padStart(64, '0'),
    });
    server.clock.advance(1);
    expect((await form({ ...fields, decision: 'reject-all', language: 'fr' })).status).toBe(303);
    expect(await newest()).toMatchObject({ ...shown, language: 'fr', method: 'reject-all' });
  });

  it('is no ground for a grant any more when the catalogue has changed, by JSON or by a form', async () => {
    catalogue.change('MARKETING', 'any', server.clock.now());
    const refused = await visitor.decide(everything, shown);
    expect([refused.status, await refused.json()]).toEqual([
      409,
      expect.objectContaining({
        code: 'CATALOGUE_OUTDATED',
        catalogueVersion: 6,
        noticeVersion: 3,
        errors: [{ path: 'catalogueVersion', detail: 'must be 6' }],
      }),
    ]);
    expect((await form({ ...fields, decision: 'accept-all' })).status).toBe(409);
    expect(await bodyOf(await visitor.decide({ MARKETING: 'granted' }, { ...shown, noticeVersion: 2 }))).toMatchObject({
      code: 'NOTICE_OUTDATED',
      catalogueVersion: 6,
    });
    expect(await server.source.getRepository(ConsentRecordEntity).countBy({ siteId: site.id })).toBe(0);
    expect((await visitor.decide(everything, { ...shown, catalogueVersion: 6 })).status).toBe(201);
  });

  it('never stands in the way of a refusal or a withdrawal, whose record says what it was', async () => {
    await visitor.decide(everything, shown);
    catalogue.change('MARKETING', 'any', server.clock.now());
    for (const decision of ['reject-all', 'withdraw']) {
      server.clock.advance(1);
      expect((await form({ ...fields, decision, noticeVersion: '2' })).status).toBe(303);
      expect(await newest()).toMatchObject({
        noticeVersion: 2,
        catalogueVersion: 5,
        catalogueHash: '5'.padStart(64, '0'),
        language: 'de',
        method: decision,
      });
    }
    server.clock.advance(1);
    const claimed = await visitor.decide({ MARKETING: 'denied' }, { noticeVersion: 9, catalogueVersion: 900 });
    expect([claimed.status, await claimed.json()]).toEqual([
      201,
      expect.objectContaining({ noticeVersion: 9, catalogueVersion: 900, catalogueHash: null }),
    ]);
  });

  it('never carries a grant over to a notice that it was not given upon, whatever a refusal claims', async () => {
    await visitor.decide(everything, shown);
    for (const noticeVersion of [2, 4]) {
      server.clock.advance(1);
      const refusal = await visitor.decide({ STATISTICS: 'denied' }, { noticeVersion });
      expect(await bodyOf(refusal)).toMatchObject({ noticeVersion });
      expect(await visitor.consent()).toMatchObject({ allowed: { MARKETING: true, STATISTICS: false } });
    }
    const [state] = await server.source.getRepository(ConsentStateEntity).findBy({ siteId: site.id });
    expect(state).toMatchObject({ decisions: { MARKETING: 'granted', STATISTICS: 'denied' }, noticeVersion: 3 });
  });

  it('may be newer than what memory holds, which is brought up to date then', async () => {
    catalogue.elsewhere = catalogue.next('MARKETING', 'new-provider-or-purpose', server.clock.now());
    expect((await visitor.decide(everything, { ...shown, catalogueVersion: 6 })).status).toBe(201);
    expect(await visitor.consent()).toMatchObject({ catalogueVersion: 6, allowed: { MARKETING: true } });
    expect((await visitor.decide(everything, { ...shown, catalogueVersion: 7 })).status).toBe(409);
  });

  it('stays recorded when the answer was lost and the catalogue changed before the repetition', async () => {
    const key = { 'idempotency-key': '0198c0de-0000-7000-8000-00000000000a' };
    const first = await visitor.copy().decide(everything, shown, key);
    catalogue.change('MARKETING', 'any', server.clock.now());
    const again = await visitor.decide(everything, shown, key);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await again.json()).toEqual(await first.json());
    const altered = await visitor.decide({ STATISTICS: 'granted' }, shown, key);
    expect([altered.status, (await bodyOf<{ code: string }>(altered)).code]).toEqual([409, 'CATALOGUE_OUTDATED']);
  });

  it('is found by the id of its record, by administrators and by nobody else', async () => {
    const record = await bodyOf<ConsentRecordView>(await visitor.decide(everything, shown));
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    const path = `/admin/consent/records/${record.id}`;
    expect(await bodyOf(await admin.send('GET', path))).toEqual(record);
    expect(
      await bodyOf(
        await admin.send('GET', path.toUpperCase().replace('/ADMIN/CONSENT/RECORDS', '/admin/consent/records')),
      ),
    ).toEqual(record);
    expect((await visitor.send('GET', path)).status).toBe(401);
    for (const id of ['x', '0198c0de-0000-7000-8000-000000000001', 'ffffffff-ffff-7fff-bfff-ffffffffffff']) {
      const missing = await admin.send('GET', `/admin/consent/records/${id}`);
      expect([missing.status, (await bodyOf<{ code: string }>(missing)).code]).toEqual([
        404,
        'CONSENT_RECORD_NOT_FOUND',
      ]);
    }
  });

  it('is found also where the id was made by another clock', async () => {
    const { id } = await bodyOf<ConsentRecordView>(await visitor.decide(everything, shown));
    const earlier = id.replace(
      /^.{13}/,
      (server.clock.now() - 60_000)
        .toString(16)
        .padStart(12, '0')
        .replace(/(.{8})/, '$1-'),
    );
    await server.source.query(
      `INSERT INTO privacy_consent_record (${RECORD_COLUMNS}) SELECT 'another', received_at, '${earlier}', schema_version, site_id, event_type, decisions, informed, regime, method,
       notice_version, catalogue_version, catalogue_hash, language, signals, acknowledged_signals, given_at, valid_until, NULL, NULL FROM privacy_consent_record
       WHERE site_id = '${site.id}'`,
    );
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    expect(await bodyOf(await admin.send('GET', `/admin/consent/records/${earlier}`))).toMatchObject({ id: earlier });
  });
});
