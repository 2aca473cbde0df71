import { CatalogueReader, days } from '@nest-privacy/core';
import { canonicalSha256, SealingKey, type SealingPublicKey } from '@nest-privacy/core/sealing';
import { pairedPlatforms } from '@nest-privacy/core/testing';
import { AdjustableCatalogue } from '../../test/adjustable-catalogue.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { noticeContent, noticeText } from '../../test/notice-content.js';
import { settled } from '../../test/settled.js';
import { ConsentConfig, type ConsentRecordView, LedgerSealer } from '../index.js';
import { type EvidenceFile } from './evidence-file.js';
import { verifyEvidence } from './verify/verify-evidence.js';

const LEDGER_KEY = 'a-key-of-tests-that-is-long-enough-00000001';
const NOTICES = '/admin/consent/notices';
const everything = { STATISTICS: 'granted', MARKETING: 'granted' };
const ITEMS = [{ id: 'x', category: 'STATISTICS', translations: { en: { name: '_ga', purpose: 'counting' } } }];

describe.each(pairedPlatforms())('the evidence of a record, on $name under $adapter', ({ database, adapter }) => {
  let server: ConsentApp;
  let visitor: Browser;
  let admin: Browser;
  let noticeVersion: number;
  const catalogue = new AdjustableCatalogue();

  beforeAll(async () => {
    server = await startConsentApp({
      adapter,
      database,
      providers: [{ provide: CatalogueReader, useValue: catalogue }],
      consent: {
        rateLimit: 'off',
        seal: { keys: [LEDGER_KEY], interval: 'off', checkInterval: 'off' },
        notices: { servedInterval: 'off' },
        import: [{ source: 'vanilla-cookieconsent', categories: { analytics: 'STATISTICS' }, noticeVersion: 2 }],
      },
    });
    admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    const variant = {
      name: 'B',
      share: 50,
      layers: noticeContent().layers,
      translations: { de: noticeText('B de'), en: noticeText('B en') },
    };
    for (const content of [noticeContent(), noticeContent({ variants: [variant] })]) {
      const draft = await admin.send('POST', `${NOTICES}/draft`, { body: content });
      const headers = { 'if-match': draft.headers.get('etag')! };
      const published = await admin.send('POST', `${NOTICES}/draft/publish`, { body: { renewal: 'none' }, headers });
      expect(published.status).toBe(201);
      noticeVersion = (await bodyOf<{ version: number }>(published)).version;
    }
  });
  afterAll(() => server.close());
  beforeEach(() => {
    const shown = { version: 5, sha256: canonicalSha256(ITEMS), items: ITEMS };
    catalogue.held = { ...new AdjustableCatalogue().held!, sha256: shown.sha256 };
    catalogue.written.clear();
    catalogue.written.set(5, shown);
    server.clock.advance(1_000);
    visitor = new Browser(server.url);
  });

  const publicKeys = async (): Promise<readonly SealingPublicKey[]> => {
    const document = await new Browser(server.url).send('GET', '/.well-known/consent-ledger.json');
    return (await bodyOf<{ keys: SealingPublicKey[] }>(document)).keys;
  };
  const outcomesOf = (file: unknown, keys: readonly SealingPublicKey[]): Record<string, string> =>
    Object.fromEntries(verifyEvidence(file, keys).checks.map(({ check, outcome }) => [check, outcome]));
  const decided = async (extra = {}): Promise<ConsentRecordView> =>
    bodyOf(await visitor.decide(everything, { language: 'de', ...extra }));
  const fileOf = async (browser: Browser, path: string): Promise<EvidenceFile> =>
    bodyOf<EvidenceFile>(await browser.send('GET', `${path}/evidence`));

  it('is one file to be saved, which no cache keeps', async () => {
    const { id } = await decided();
    for (const [browser, path] of [
      [visitor, '/consent/records'],
      [admin, '/admin/consent/records'],
    ] as const) {
      const answer = await browser.send('GET', `${path}/${id}/evidence`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="consent-evidence-${id}.json"`);
      expect(answer.headers.get('cache-control')).toContain('no-store');
      expect(await answer.text()).toContain('\n  "format": "nest-privacy/consent-evidence",\n  "version": 1,');
    }
  });

  it('holds the record and the catalogue as it was shown, also when that has changed since', async () => {
    const record = await decided();
    catalogue.change('MARKETING', 'any', server.clock.now());
    const file = await fileOf(visitor, `/consent/records/${record.id}`);
    expect(file).toMatchObject({ record: { id: record.id, decisions: everything, language: 'de' } });
    expect(file.catalogue).toEqual({ status: 'included', version: 5, sha256: record.catalogueHash, items: ITEMS });
    expect(await fileOf(admin, `/admin/consent/records/${record.id}`)).toEqual(file);
  });

  it('says of the catalogue that it is not what the record names, or not there any more', async () => {
    const record = await decided();
    catalogue.written.set(5, { version: 5, sha256: record.catalogueHash!, items: [] });
    const path = `/consent/records/${record.id}`;
    expect((await fileOf(visitor, path)).catalogue).toMatchObject({ status: 'missing', reason: 'altered' });
    catalogue.written.clear();
    expect((await fileOf(visitor, path)).catalogue).toMatchObject({ status: 'missing', reason: 'unknown' });
    server.clock.advance(1);
    const refusal = await bodyOf<ConsentRecordView>(
      await visitor.decide({ MARKETING: 'denied' }, { catalogueVersion: 900 }),
    );
    expect((await fileOf(visitor, `/consent/records/${refusal.id}`)).catalogue).toMatchObject({ reason: 'unknown' });
  });

  it('is proven once the record is sealed, by the published keys alone; before, it says that it is not', async () => {
    const record = await decided();
    server.clock.advance(1_000);
    await new Browser(server.url).decide(everything);
    const early = await fileOf(visitor, `/consent/records/${record.id}`);
    expect(early.seal).toMatchObject({ status: 'missing', reason: 'not-yet' });
    expect(outcomesOf(early, await publicKeys())).toMatchObject({ record: 'not-shown', catalogue: 'holds' });
    await settled(server.source);
    await server.app.get(LedgerSealer).seal();
    const file = await fileOf(visitor, `/consent/records/${record.id}`);
    expect(outcomesOf(file, await publicKeys())).toEqual({
      form: 'holds',
      record: 'holds',
      inclusion: 'holds',
      head: 'holds',
      notice: 'holds',
      catalogue: 'holds',
      policy: 'holds',
      served: 'none',
      issued: 'holds',
    });
    const forged = { ...file, record: { ...file.record, decisions: { STATISTICS: 'denied', MARKETING: 'denied' } } };
    expect(outcomesOf(forged, await publicKeys())).toMatchObject({ record: 'fails', issued: 'fails', policy: 'fails' });
  });

  it('tells why each category stood as it did, by the signals and the rules of then', async () => {
    const browser = new Browser(server.url, { 'sec-gpc': '1' });
    const path = async (answer: Response): Promise<string> =>
      `/consent/records/${(await bodyOf<ConsentRecordView>(answer)).id}`;
    const reasonsOf = async (at: string): Promise<unknown> => {
      const { policy } = await fileOf(browser, at);
      return policy.status === 'included' && policy.reasons?.status === 'included' && policy.reasons.categories;
    };
    const granted = await path(await browser.decide(everything));
    expect(await reasonsOf(granted)).toEqual([
      {
        category: 'STATISTICS',
        decision: 'granted',
        allowed: true,
        rule: 'grant',
        law: null,
        effect: expect.anything(),
      },
      { category: 'MARKETING', decision: 'granted', allowed: false, rule: 'gpc', law: null, effect: expect.anything() },
    ]);
    const refused = await path(await browser.decide({ STATISTICS: 'denied' }));
    expect(await reasonsOf(refused)).toMatchObject([{ rule: 'refusal' }, { rule: 'gpc', allowed: false }]);
    expect(await reasonsOf(granted)).toMatchObject([{ rule: 'grant' }, { rule: 'gpc' }]);
    const { checks } = verifyEvidence(await fileOf(browser, granted), await publicKeys());
    expect(checks.find(({ check }) => check === 'policy')).toEqual({
      check: 'policy',
      outcome: 'holds',
      says: expect.stringMatching(/follows what the file says: "STATISTICS allowed: it was granted", "MARKETING not/),
    });
  });

  it.each<[string, object, object | null]>([
    ['the notice itself', { language: 'de' }, { language: 'de', variant: null, text: noticeText('de') }],
    ['a variant', { language: 'en', variant: 'B' }, { language: 'en', variant: 'B', text: noticeText('B en') }],
    ['a variant that there is not', { language: 'en', variant: 'C' }, null],
    ['a language that there is not', { language: 'fr', variant: 'B' }, null],
  ])('holds the words of what the client says to have shown: %s', async (_, said, shown) => {
    const { id } = await decided({ noticeVersion, ...said });
    const file = await fileOf(visitor, `/consent/records/${id}`);
    expect(file.notice).toMatchObject({ status: 'included', version: noticeVersion, shown });
    expect(outcomesOf(file, await publicKeys())).toMatchObject({ notice: 'holds', issued: 'holds' });
  });

  it('says of what was taken over that another system made it', async () => {
    const consentTimestamp = new Date(server.clock.now() - days(1)).toISOString();
    const cookie = { categories: ['necessary', 'analytics'], consentTimestamp };
    visitor.setCookie('cc_cookie', encodeURIComponent(JSON.stringify(cookie)));
    const imported = await bodyOf<ConsentRecordView>(await visitor.send('POST', '/consent/import'));
    const { id } = imported;
    expect(imported).toMatchObject({ origin: 'imported:vanilla-cookieconsent', noticeHash: null, servedAt: null });
    const file = await fileOf(visitor, `/consent/records/${id}`);
    for (const part of [file.notice, file.catalogue, file.policy, file.served])
      expect(part).toMatchObject({ reason: 'imported', says: expect.stringContaining('imported:vanilla-cookie') });
    expect(outcomesOf(file, await publicKeys())).toMatchObject({ notice: 'not-shown', policy: 'none', served: 'none' });
  });

  it('does not say of a page that it told nothing', async () => {
    const { id } = await decided();
    const { served } = await fileOf(visitor, `/consent/records/${id}`);
    expect(served).toMatchObject({ reason: 'not-recorded', says: expect.stringMatching(/^The record does not say/) });
  });

  it('still holds when the key was rotated since', async () => {
    const record = await decided();
    await settled(server.source);
    await server.app.get(LedgerSealer).seal();
    const file = await fileOf(visitor, `/consent/records/${record.id}`);
    const { keys } = server.app.get<{ seal: { keys: SealingKey[] } }>(ConsentConfig).seal;
    keys.unshift(new SealingKey('a-newer-key-of-tests-that-is-long-enough-002', 'consent-ledger'));
    const later = await fileOf(visitor, `/consent/records/${record.id}`);
    expect(later.issued).not.toEqual(file.issued);
    expect(outcomesOf(file, await publicKeys())).toMatchObject({ head: 'holds', issued: 'holds' });
  });

  it('is given to nobody but whose it is, and to administrators', async () => {
    const { id } = await decided();
    const stranger = new Browser(server.url);
    await stranger.decide(everything);
    for (const [browser, path] of [
      [stranger, `/consent/records/${id}/evidence`],
      [new Browser(server.url), `/consent/records/${id}/evidence`],
      [visitor, '/consent/records/x/evidence'],
      [admin, '/admin/consent/records/0198c0de-0000-7000-8000-000000000001/evidence'],
    ] as const) {
      const refused = await browser.send('GET', path);
      expect([refused.status, await refused.json()]).toEqual([
        404,
        expect.objectContaining({ code: 'CONSENT_RECORD_NOT_FOUND' }),
      ]);
      expect(refused.headers.get('cache-control')).toContain('no-store');
    }
    expect((await visitor.send('GET', `/admin/consent/records/${id}/evidence`)).status).toBe(401);
  });
});
