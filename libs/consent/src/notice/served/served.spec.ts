import { Broadcast, hours, seconds, type Site } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { pairedPlatforms } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import { bodyOf, Browser } from '../../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../../test/consent-app.js';
import { noticeContent } from '../../../test/notice-content.js';
import { atSite, TestSites, TRUSTS_THE_TEST } from '../../../test/sites.js';
import { ConsentConfig } from '../../consent.config.js';
import {
  ConsentRecordEntity,
  ConsentServedDayEntity,
  ConsentServedEntity,
  NoticeDrafts,
  NoticePublisher,
  ServedNotices,
} from '../../index.js';
import { servedIdOf, type ServedNotice } from './served-notice.js';
import { addServed } from './served-store.js';

describe.each(pairedPlatforms())('what was shown, on $name under $adapter', ({ database, adapter }) => {
  const sites = new TestSites();
  let server: ConsentApp;
  let site: Site;

  beforeAll(async () => {
    server = await startConsentApp({
      adapter,
      database,
      core: { sites: sites.all, ...TRUSTS_THE_TEST, countryHeaders: { country: 'cf-ipcountry' } },
      consent: { notices: { servedInterval: 'off' }, rateLimit: { writes: 20 } },
    });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    site = sites.take();
    const { layers, translations } = noticeContent();
    const variants = [{ name: 'b', share: 50, layers, translations }];
    await server.app.get(NoticePublisher).seed(site.id, noticeContent({ variants }));
  });

  /** Somebody at an address that no other test has, for those are counted. */
  const visitorOf = (): Browser =>
    new Browser(server.url, {
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': `10.0.${site.id.slice('site'.length)}.1`,
      ...atSite(site),
    });
  const tell = (
    visitor: Browser,
    body: object = { noticeVersion: 1, language: 'en', surface: 'banner' },
    headers = {},
  ) => visitor.send('POST', '/consent/notices-served', { body, headers });
  const tokenOf = async (response: Promise<Response>): Promise<string> =>
    (await bodyOf<{ servedToken: string }>(await response)).servedToken;
  const served = (): ServedNotices => server.app.get(ServedNotices);
  const flush = (): Promise<void> => served().flush();
  const entries = (): Promise<ConsentServedEntity[]> =>
    server.source.manager.find(ConsentServedEntity, { where: { siteId: site.id } });
  const records = (): Promise<ConsentRecordEntity[]> =>
    server.source.manager.find(ConsentRecordEntity, { where: { siteId: site.id }, order: { receivedAt: 'DESC' } });
  /** As another process does, which this one has not heard of. */
  const showElsewhere = async (subjectId: string, at: number): Promise<string> => {
    const id = servedIdOf(site.id, subjectId, 1);
    const words = { language: 'de', variant: '', surface: '', country: '' } as const;
    const entry = { siteId: site.id, noticeVersion: 1, ...words, at, id, subjectId, isCounted: false };
    await transact(server.source, (manager) => addServed(manager, [entry], []));
    return id;
  };
  const days = async (): Promise<unknown[]> => {
    const rows = await server.source.manager.find(ConsentServedDayEntity, {
      where: { siteId: site.id },
      order: { language: 'ASC', surface: 'ASC' },
    });
    return rows.map(({ day, noticeVersion, language, variant, surface, shown }) => [
      day,
      noticeVersion,
      language,
      variant,
      surface,
      shown,
    ]);
  };

  it('is counted without a cookie for whoever has none', async () => {
    const day = new Date(server.clock.now()).toISOString().slice(0, 10);
    const visitor = visitorOf();
    const responses = [await tell(visitor), await tell(visitor)];
    responses.push(
      await visitor.send('POST', '/consent/notices-served', {
        body: '{"noticeVersion":1,"language":"de"}',
        headers: { 'content-type': 'text/plain' },
      }),
    );
    expect(responses.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(visitor.cookies.size).toBe(0);
    expect(await days()).toEqual([]);
    await flush();
    expect(await days()).toEqual([
      [day, 1, 'de', '', '', 1],
      [day, 1, 'en', '', 'banner', 2],
    ]);
    await tell(visitor);
    await flush();
    expect(await days()).toContainEqual([day, 1, 'en', '', 'banner', 3]);
    expect(await entries()).toEqual([]);
  });

  it('is kept once for each subject and version, and pointed to by the record that follows', async () => {
    const visitor = visitorOf();
    await visitor.decide({ STATISTICS: 'denied' });
    const [{ subjectId }] = (await records()) as [ConsentRecordEntity];
    server.clock.advance(seconds(60));
    const servedAt = new Date(server.clock.now());
    await Promise.all([tell(visitor), tell(visitor)]);
    await flush();
    const id = await showElsewhere(subjectId, 1);
    expect(await entries()).toMatchObject([
      { id, subjectId, noticeVersion: 1, language: 'en', surface: 'banner', servedAt },
    ]);
    expect(await days()).toMatchObject([[expect.any(String), 1, 'en', '', 'banner', 1]]);
    server.clock.advance(seconds(5));
    await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 1, language: 'en' });
    expect((await records())[0]).toMatchObject({ servedId: id, servedAt });
    for (const change of [`UPDATE privacy_consent_served SET language = 'x'`, 'DELETE FROM privacy_consent_served'])
      await expect(server.source.query(change)).rejects.toThrow('append-only');
  });

  it('is pointed to by a first decision that names the token of its page, and then counted once', async () => {
    const visitor = visitorOf();
    const servedToken = await tokenOf(tell(visitor));
    const servedAt = new Date(server.clock.now());
    expect(servedToken).not.toContain(site.id);
    await flush();
    server.clock.advance(seconds(5));
    const decided = await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 1, servedToken });
    expect(decided.status).toBe(201);
    const [{ subjectId, servedId, servedAt: at }] = (await records()) as [ConsentRecordEntity];
    expect([servedId, at]).toEqual([servedIdOf(site.id, subjectId, 1), servedAt]);
    await flush();
    expect(await entries()).toMatchObject([
      { id: servedId, subjectId, language: 'en', surface: 'banner', variant: '', servedAt },
    ]);
    expect((await days()).map((row) => (row as unknown[])[5])).toEqual([1]);
  });

  it('is not proven by a token that is altered, too old, or of another site or version', async () => {
    const token = await tokenOf(tell(visitorOf()));
    const elsewhere = sites.take();
    await server.app.get(NoticePublisher).seed(elsewhere.id, noticeContent());
    const other = await tokenOf(tell(visitorOf(), undefined, atSite(elsewhere)));
    const of = async (servedToken: unknown, noticeVersion = 1): Promise<unknown> => {
      server.clock.advance(1);
      const response = await visitorOf().decide({ STATISTICS: 'denied' }, { noticeVersion, servedToken });
      return response.status === 201 ? (await records())[0]!.servedId : response.status;
    };
    const altered = token.replace('~banner~', '~dialog~');
    expect([await of(' x'), await of('x'.repeat(201)), await of(5)]).toEqual([400, 400, 400]);
    expect([await of('x'), await of(altered), await of(other), await of(token, 2)]).toEqual([null, null, null, null]);
    expect(await of(token)).not.toBeNull();
    server.clock.advance(hours(24));
    expect(await of(token)).toBeNull();
    expect((await records()).filter(({ servedId }) => servedId !== null)).toHaveLength(1);
  });

  it('is found in the table where memory knows nothing, with the time that it has there', async () => {
    const visitor = visitorOf();
    await visitor.decide({ STATISTICS: 'denied' });
    const [{ subjectId }] = (await records()) as [ConsentRecordEntity];
    const servedAt = new Date(server.clock.now() + 1);
    const servedId = await showElsewhere(subjectId, servedAt.getTime());
    server.clock.advance(seconds(60));
    // Told again, as after a restart.
    await tell(visitor);
    await visitor.decide({ STATISTICS: 'denied' }, { noticeVersion: 1 });
    expect((await records())[0]).toMatchObject({ servedId, servedAt });
    const { source, app } = server;
    const restarted = new ServedNotices(source, app.get(ConsentConfig), app.get(Broadcast), app.get(Ports));
    const again = { ...(await entries())[0]!, country: '', at: server.clock.now() } as ServedNotice;
    restarted.note(again, subjectId);
    await restarted.flush();
    expect(await restarted.since(site.id, subjectId, 1)).toBe(servedAt.getTime());
  });

  it('is never later than the records of the decision, whatever another clock says', async () => {
    const visitor = visitorOf();
    await visitor.decide({ STATISTICS: 'denied' });
    const [{ subjectId }] = (await records()) as [ConsentRecordEntity];
    const servedId = await showElsewhere(subjectId, server.clock.now() + seconds(60));
    server.clock.advance(seconds(5));
    await visitor.decide({ MARKETING: 'denied' }, { noticeVersion: 1 }, { 'sec-gpc': '1' });
    const [decision, signal] = (await records()) as [ConsentRecordEntity, ConsentRecordEntity];
    expect([decision.eventType, signal.eventType]).toEqual(['changed', 'signal-applied']);
    expect([decision.servedId, signal.servedId]).toEqual([servedId, servedId]);
    for (const { servedAt } of [decision, signal]) expect(servedAt).toEqual(signal.receivedAt);
  });

  it('is counted by no more words than the notice has', async () => {
    const visitor = visitorOf();
    await tell(visitor, { noticeVersion: 1, language: 'fr', variant: 'z', surface: 'teapot' });
    await tell(visitor, { noticeVersion: 1, language: 'de', variant: 'b', surface: 'dialog' });
    await tell(visitor, { noticeVersion: 1 });
    await flush();
    expect((await days()).map((row) => (row as unknown[]).slice(2))).toEqual([
      ['', '', '', 1],
      ['', '', 'other', 1],
      ['de', 'b', 'dialog', 1],
    ]);
  });

  it('is counted by the country that a trusted proxy tells, where it is known', async () => {
    const visitor = visitorOf();
    for (const country of ['DE', 'XX']) await tell(visitor, undefined, { 'cf-ipcountry': country });
    await flush();
    const counted = await server.source.manager.find(ConsentServedDayEntity, {
      where: { siteId: site.id },
      order: { country: 'ASC' },
    });
    expect(counted.map(({ country, shown }) => [country, shown])).toEqual([
      ['', 1],
      ['DE', 1],
    ]);
  });

  it('is taken from pages of the site alone, and of versions that there are', async () => {
    const strange = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const refused: readonly (readonly [object, object, number, string])[] = [
      [{ noticeVersion: 2 }, {}, 400, 'VALIDATION_FAILED'],
      [{}, {}, 400, 'VALIDATION_FAILED'],
      [{ noticeVersion: 1, subjectId: 'me' }, {}, 400, 'VALIDATION_FAILED'],
      [{ noticeVersion: 1 }, strange, 403, 'CROSS_SITE_REFUSED'],
      [{ noticeVersion: 1 }, { 'content-type': 'application/xml' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ];
    for (const [body, headers, status, code] of refused) {
      const response = await tell(visitorOf(), body, headers);
      expect([response.status, (await bodyOf<{ code: string }>(response)).code]).toEqual([status, code]);
    }
    site = sites.take();
    const { revision } = await server.app.get(NoticeDrafts).create(site.id, noticeContent(), 'editor');
    const change = { siteId: site.id, ifMatch: `"${revision}"`, by: 'dpo' };
    const { version } = await server.app.get(NoticePublisher).publish(change, 'none');
    const told = [version, version - 1].map((noticeVersion) => tell(visitorOf(), { noticeVersion }));
    expect((await Promise.all(told)).map(({ status }) => status)).toEqual([202, 400]);
  });

  it('is limited, and never told by reading', async () => {
    const visitor = visitorOf();
    for (let i = 0; i < 20; i++) await tell(visitor);
    const response = await tell(visitor);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, expect.any(String)]);
    await visitor.send('GET', '/consent/notice');
    await flush();
    expect((await days()).map((row) => (row as unknown[])[5])).toEqual([20]);
  });

  // The last one, for the application ends.
  it('is written when the application ends, when nothing more is taken that could not be', async () => {
    const visitor = visitorOf();
    const servedToken = await tokenOf(tell(visitor));
    await served().beforeApplicationShutdown();
    expect(await days()).toHaveLength(1);
    const late = await tell(visitor);
    expect([late.status, await late.json()]).toEqual([503, expect.objectContaining({ code: 'SERVED_ENDING' })]);
    expect((await visitor.decide({ STATISTICS: 'denied' }, { noticeVersion: 1, servedToken })).status).toBe(201);
    expect(await entries()).toMatchObject([{ id: (await records())[0]!.servedId }]);
  });
});
