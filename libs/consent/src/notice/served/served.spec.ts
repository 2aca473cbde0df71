import { seconds } from '@nest-privacy/core';
import { pairedPlatforms } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import { Browser } from '../../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../../test/consent-app.js';
import { noticeContent } from '../../../test/notice-content.js';
import {
  ConsentRecordEntity,
  ConsentServedDayEntity,
  ConsentServedEntity,
  NoticePublisher,
  ServedNotices,
} from '../../index.js';
import { servedIdOf } from './served-notice.js';
import { addServed } from './served-store.js';

describe.each(pairedPlatforms())('what was shown, on $name under $adapter', ({ database, adapter }) => {
  let server: ConsentApp;

  beforeEach(async () => {
    server = await startConsentApp({
      adapter,
      database,
      core: { trustedProxies: ['loopback'], countryHeaders: { country: 'cf-ipcountry' } },
      consent: { notices: { servedInterval: 'off' }, rateLimit: { writes: 20 } },
    });
    const { layers, translations } = noticeContent();
    await server.app
      .get(NoticePublisher)
      .seed('default', noticeContent({ variants: [{ name: 'b', share: 50, layers, translations }] }));
  });
  afterEach(() => server.close());

  const tell = (
    visitor: Browser,
    body: object = { noticeVersion: 1, language: 'en', surface: 'banner' },
    headers = {},
  ) => visitor.send('POST', '/consent/notices-served', { body, headers });
  const flush = (): Promise<void> => server.app.get(ServedNotices).flush();
  const days = async (): Promise<unknown[]> => {
    const rows = await server.source.manager.find(ConsentServedDayEntity, {
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
    const visitor = new Browser(server.url);
    const responses = [await tell(visitor), await tell(visitor)];
    responses.push(
      await visitor.send('POST', '/consent/notices-served', {
        body: '{"noticeVersion":1,"language":"de"}',
        headers: { 'content-type': 'text/plain' },
      }),
    );
    expect(responses.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await responses[0]!.text()).toBe('');
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
    expect(await server.source.manager.count(ConsentServedEntity)).toBe(0);
  });

  it('is kept once for each subject and version, and pointed to by the record that follows', async () => {
    const visitor = new Browser(server.url);
    await visitor.decide({ STATISTICS: 'denied' });
    const { subjectId } = await server.source.manager.findOneByOrFail(ConsentRecordEntity, {});
    server.clock.advance(seconds(60));
    const servedAt = new Date(server.clock.now());
    await Promise.all([tell(visitor), tell(visitor)]);
    await flush();
    // As another process would, which does not remember it.
    const again = {
      siteId: 'default',
      noticeVersion: 1,
      language: 'de',
      variant: '',
      surface: '',
      country: '',
    } as const;
    const id = servedIdOf('default', subjectId, 1);
    await transact(server.source, (manager) => addServed(manager, [{ ...again, at: 1, id, subjectId }], []));
    const entries = await server.source.manager.find(ConsentServedEntity);
    expect(entries).toMatchObject([{ subjectId, noticeVersion: 1, language: 'en', surface: 'banner', servedAt }]);
    expect(await days()).toMatchObject([[expect.any(String), 1, 'en', '', 'banner', 1]]);
    server.clock.advance(seconds(5));
    await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 1, language: 'en' });
    const [newest] = await server.source.manager.find(ConsentRecordEntity, { order: { receivedAt: 'DESC' } });
    expect(newest).toMatchObject({ servedId: entries[0]!.id, servedAt });
    expect(entries[0]!.id).toBe(id);
    for (const change of [`UPDATE privacy_consent_served SET language = 'x'`, 'DELETE FROM privacy_consent_served'])
      await expect(server.source.query(change)).rejects.toThrow('append-only');
  });

  it('is counted by no more words than the notice has', async () => {
    const visitor = new Browser(server.url);
    await tell(visitor, { noticeVersion: 1, language: 'fr', variant: 'z', surface: 'teapot' });
    await tell(visitor, { noticeVersion: 1, language: 'de', variant: 'b', surface: 'dialog' });
    await flush();
    expect((await days()).map((row) => (row as unknown[]).slice(2))).toEqual([
      ['', '', 'other', 1],
      ['de', 'b', 'dialog', 1],
    ]);
  });

  it('is counted by the country that a trusted proxy tells, where it is known', async () => {
    const visitor = new Browser(server.url);
    for (const country of ['DE', 'XX']) await tell(visitor, undefined, { 'cf-ipcountry': country });
    await flush();
    const counted = await server.source.manager.find(ConsentServedDayEntity, { order: { country: 'ASC' } });
    expect(counted.map(({ country, shown }) => [country, shown])).toEqual([
      ['', 1],
      ['DE', 1],
    ]);
  });

  it.each<[string, object, object, number, string]>([
    ['a version that there is not', { noticeVersion: 2 }, {}, 400, 'VALIDATION_FAILED'],
    ['no version', {}, {}, 400, 'VALIDATION_FAILED'],
    ['a member that is unknown', { noticeVersion: 1, subjectId: 'me' }, {}, 400, 'VALIDATION_FAILED'],
    [
      'another site',
      { noticeVersion: 1 },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      403,
      'CROSS_SITE_REFUSED',
    ],
    [
      'another kind of body',
      { noticeVersion: 1 },
      { 'content-type': 'application/xml' },
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
  ])('is not taken for %s', async (_, body, headers, status, code) => {
    const response = await tell(new Browser(server.url), body, headers);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('is limited, and never told by reading', async () => {
    const visitor = new Browser(server.url);
    for (let i = 0; i < 20; i++) await tell(visitor);
    const response = await tell(visitor);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, expect.any(String)]);
    await visitor.send('GET', '/consent/notice');
    await flush();
    expect((await days()).map((row) => (row as unknown[])[5])).toEqual([20]);
  });

  it('is written when the application ends', async () => {
    await tell(new Browser(server.url));
    await server.app.get(ServedNotices).beforeApplicationShutdown();
    expect(await days()).toHaveLength(1);
  });
});
