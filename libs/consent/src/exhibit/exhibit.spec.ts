import { type Site } from '@nest-privacy/core';
import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { pairedPlatforms } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { noticeContent } from '../../test/notice-content.js';
import { atSite, TestSites, TRUSTS_THE_TEST } from '../../test/sites.js';
import { type EvidenceFile } from '../evidence/index.js';
import { ConsentNoticeExhibitEntity, type ConsentRecordView, NoticePublisher } from '../index.js';

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

describe.each(pairedPlatforms())('what is attached to a notice, on $name under $adapter', ({ database, adapter }) => {
  const sites = new TestSites();
  let server: ConsentApp;
  let site: Site;
  let admin: Browser;
  let visitor: Browser;

  beforeAll(async () => {
    const core = { sites: sites.all, ...TRUSTS_THE_TEST };
    server = await startConsentApp({ adapter, database, core, consent: { notices: { servedInterval: 'off' } } });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    site = sites.take();
    admin = new Browser(server.url, { authorization: ADMIN_TOKEN, ...atSite(site) });
    visitor = new Browser(server.url, { 'sec-fetch-site': 'same-origin', ...atSite(site) });
    await server.app.get(NoticePublisher).seed(site.id, noticeContent());
  });

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

  it('is attached to what was published alone, and described as the route wants it', async () => {
    const refused: readonly (readonly [object, unknown, number])[] = [
      [{ ...SCREENSHOT, kind: 'video' }, 1, 400],
      [{ ...SCREENSHOT, sha256: 'AB' }, 1, 400],
      [{ ...SCREENSHOT, url: 'javascript:alert(1)' }, 1, 400],
      [{ ...SCREENSHOT, size: 0 }, 1, 400],
      [{ ...SCREENSHOT, content: 'x' }, 1, 400],
      [SCREENSHOT, 'x', 400],
      [SCREENSHOT, 2, 404],
    ];
    for (const [exhibit, version, status] of refused)
      expect([exhibit, (await attach(exhibit, version)).status]).toEqual([exhibit, status]);
    expect(await server.source.getRepository(ConsentNoticeExhibitEntity).countBy({ siteId: site.id })).toBe(0);
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
