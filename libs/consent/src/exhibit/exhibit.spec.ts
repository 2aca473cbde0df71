import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { storageDatabases, TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { noticeContent } from '../../test/notice-content.js';
import { type EvidenceFile } from '../evidence/index.js';
import { ConsentNoticeExhibitEntity, type ConsentRecordView } from '../index.js';

const combinations = storageDatabases().flatMap((database) =>
  TEST_ADAPTERS.map((adapter) => ({ database, name: database.name, adapter })),
);
const NOTICES = '/admin/consent/notices';
const SCREENSHOT = {
  kind: 'screenshot',
  name: 'en, 360 x 800',
  sha256: 'ab'.repeat(32),
  mediaType: 'image/png',
  size: 4_711,
  url: 'https://files.example.com/notice.png',
};
const BUILD = { ...SCREENSHOT, kind: 'ui-build', name: '2.4.1', mediaType: 'text/javascript' };

describe.each(combinations)('what is attached to a notice, on $name under $adapter', ({ database, adapter }) => {
  let server: ConsentApp;
  let admin: Browser;
  let visitor: Browser;

  beforeEach(async () => {
    server = await startConsentApp({ adapter, database, consent: { notices: { servedInterval: 'off' } } });
    admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    visitor = new Browser(server.url);
    const draft = await admin.send('POST', `${NOTICES}/draft`, { body: noticeContent() });
    const headers = { 'if-match': draft.headers.get('etag')! };
    const published = await admin.send('POST', `${NOTICES}/draft/publish`, { body: { renewal: 'none' }, headers });
    expect(published.status).toBe(201);
  });
  afterEach(() => server.close());

  const attach = (exhibit: object, version: unknown = 1): Promise<Response> =>
    admin.send('POST', `${NOTICES}/${String(version)}/exhibits`, { body: exhibit });

  it('stands in the evidence of each record of that version, beside the very words that were shown', async () => {
    for (const exhibit of [SCREENSHOT, BUILD]) {
      server.clock.advance(1);
      const attached = await attach(exhibit);
      expect([attached.status, await attached.json()]).toEqual([201, expect.objectContaining(exhibit)]);
    }
    const decided = await visitor.decide({ STATISTICS: 'granted' }, { language: 'en', noticeVersion: 1 });
    const record = await bodyOf<ConsentRecordView>(decided);
    const { notice } = await bodyOf<EvidenceFile>(await visitor.send('GET', `/consent/records/${record.id}/evidence`));
    if (notice.status === 'missing') throw new Error(notice.says);
    expect(notice.exhibits).toMatchObject([SCREENSHOT, BUILD]);
    expect(canonicalSha256(notice.content)).toBe(notice.sha256);
    expect(notice.shown).toEqual({ language: 'en', variant: null, text: notice.content.translations.en });
    expect(await bodyOf(await admin.send('GET', `${NOTICES}/1/exhibits`))).toMatchObject({
      items: [SCREENSHOT, BUILD],
    });
  });

  it.each([
    ['of another kind', { ...SCREENSHOT, kind: 'video' }, 1, 400],
    ['without a hash', { ...SCREENSHOT, sha256: 'AB' }, 1, 400],
    ['of a script', { ...SCREENSHOT, url: 'javascript:alert(1)' }, 1, 400],
    ['of no size', { ...SCREENSHOT, size: 0 }, 1, 400],
    ['with more', { ...SCREENSHOT, content: 'x' }, 1, 400],
    ['to no version', SCREENSHOT, 'x', 400],
    ['to what was never published', SCREENSHOT, 2, 404],
  ])('is not attached %s', async (_, exhibit, version, status) => {
    expect((await attach(exhibit, version)).status).toBe(status);
    expect(await server.source.getRepository(ConsentNoticeExhibitEntity).count()).toBe(0);
  });

  it('is changed and removed by nobody', async () => {
    await attach(SCREENSHOT);
    for (const statement of [
      "UPDATE privacy_consent_notice_exhibit SET name = 'x'",
      'DELETE FROM privacy_consent_notice_exhibit',
    ])
      await expect(server.source.query(statement)).rejects.toThrow();
    expect((await visitor.send('POST', `${NOTICES}/1/exhibits`, { body: SCREENSHOT })).status).toBe(401);
  });
});
