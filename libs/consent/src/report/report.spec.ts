import { days, DEFAULT_SITE } from '@nest-privacy/core';
import { eventually, pairedPlatforms } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { type ConsentReportView, ConsentTallies } from '../index.js';
import { ConsentTallyEntity } from '../entities/consent-tally.entity.js';
import { addServed } from '../notice/served/served-store.js';

describe.each(pairedPlatforms())('the report on $name under $adapter', ({ database, adapter }) => {
  let server: ConsentApp;
  let admin: Browser;

  beforeAll(async () => {
    const core = { sites: [DEFAULT_SITE, { id: 'other', hosts: ['other.test'] }] };
    server = await startConsentApp({ database, adapter, core, consent: { rateLimit: 'off' } });
    admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
  });
  afterAll(() => server.close());
  // Each test has a day of its own.
  beforeEach(() => server.clock.advance(days(1)));

  const today = (): string => new Date(server.clock.now()).toISOString().slice(0, 10);
  const ask = (query = ''): Promise<Response> =>
    admin.send('GET', `/admin/consent/report?from=${today()}&to=${today()}${query}`);
  const report = async (query = ''): Promise<ConsentReportView> => bodyOf<ConsentReportView>(await ask(query));
  const decide = (count: number, said: Record<string, string>, extra: Record<string, unknown>): Promise<unknown> =>
    Promise.all(Array.from({ length: count }, () => new Browser(server.url).decide(said, extra)));
  /** Records are given out when all before them are decided, which transactions of others may delay. */
  const sumUp = (): Promise<unknown> =>
    eventually(
      async () => {
        await server.app.get(ConsentTallies).run();
        return server.source.query<{ missing: string | number }[]>(
          `SELECT (SELECT COUNT(*) FROM privacy_consent_record) - COALESCE(SUM(decided + withdrawn), 0) AS missing
           FROM privacy_consent_tally WHERE property = 'all' AND category = ''`,
        );
      },
      ([row]) => Number(row!.missing) === 0,
    );

  it('tells by each property how visitors decided, of those who were shown the notice and of those who decided', async () => {
    await decide(15, { STATISTICS: 'granted', MARKETING: 'denied' }, { language: 'de', method: 'banner' });
    await decide(10, { STATISTICS: 'denied', MARKETING: 'denied' }, { language: 'de', method: 'reject-all' });
    await decide(20, { STATISTICS: 'granted', MARKETING: 'denied' }, { language: 'en', method: 'banner' });
    const shown = {
      siteId: 'default',
      at: server.clock.now(),
      noticeVersion: 1,
      variant: '',
      surface: '' as const,
      country: '',
    };
    const showings = [...Array<string>(50).fill('de'), ...Array<string>(40).fill('en')];
    await transact(server.source, (manager) =>
      addServed(
        manager,
        [],
        showings.map((language) => ({ ...shown, language })),
      ),
    );
    await sumUp();
    const { items, total, ...rest } = await report('&groupBy=language');
    expect(rest).toEqual({
      from: today(),
      to: today(),
      timezone: 'UTC',
      site: 'default',
      groupBy: 'language',
      suppressedBelow: 10,
      upTo: new Date(server.clock.now()).toISOString(),
    });
    expect(items.map(({ value, shown, decided, decidedOfShown }) => [value, shown, decided, decidedOfShown])).toEqual([
      ['de', 50, 25, 0.5],
      ['en', 40, 20, 0.5],
    ]);
    expect(items[0]!.categories.STATISTICS).toEqual({
      granted: 15,
      denied: 10,
      ofShown: { granted: 0.3, denied: 0.2 },
      ofDecided: { granted: 0.6, denied: 0.4 },
    });
    expect(total).toMatchObject({ shown: 90, decided: 45, categories: { MARKETING: { granted: 0, denied: 45 } } });
    const methods = await report('&groupBy=method');
    expect(methods.items.map(({ value, shown, decided }) => [value, shown, decided])).toEqual([
      ['banner', null, 35],
      ['reject-all', null, 10],
    ]);
    const of = async (groupBy: string): Promise<unknown> =>
      (await report(`&groupBy=${groupBy}`)).items.map(({ value, decided }) => [value, decided]);
    expect(await of('day')).toEqual([[today(), 45]]);
    expect(await of('noticeVersion')).toEqual([['1', 45]]);
    expect(await of('signal')).toEqual([['none', 45]]);
    expect(await of('country')).toEqual([[null, 45]]);
    expect(await of('event')).toEqual([
      ['given', 35],
      ['refused', 10],
    ]);
    expect(await of('site')).toEqual([['default', 45]]);
    expect((await report('&site=other')).items).toEqual([]);
  });

  it('tells nothing of few, neither by itself nor by what is left', async () => {
    await decide(30, { STATISTICS: 'granted' }, { language: 'en' });
    await decide(12, { STATISTICS: 'denied' }, { language: 'fr' });
    await decide(3, { STATISTICS: 'granted' }, { language: 'de' });
    await sumUp();
    const { items, total } = await report('&groupBy=language');
    expect(items.map(({ value, decided }) => [value, decided])).toEqual([
      ['en', 30],
      ['fr', null],
      ['de', null],
    ]);
    expect(total.decided).toBe(45);
    expect(items[2]).toMatchObject({
      suppressed: ['decided', 'STATISTICS', 'MARKETING'],
      categories: { STATISTICS: { granted: null } },
    });
    expect(JSON.stringify(await report())).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('tells four hundred groups apart, and of the others as one, last', async () => {
    const none = { shown: 0, withdrawn: 0, granted: 0, denied: 0 };
    const rows = Array.from({ length: 420 }, (_, i) => ({
      ...none,
      value: `m${String(i).padStart(3, '0')}`,
      decided: 10,
    }));
    rows.push({ ...none, value: 'api', decided: 5_000 });
    const place = { siteId: 'other', property: 'method', category: '' };
    await server.source
      .getRepository(ConsentTallyEntity)
      .insert(rows.map((row, i) => ({ ...place, ...row, day: i % 2 === 0 ? today() : '2026-01-01' })));
    const answer = await admin.send(
      'GET',
      `/admin/consent/report?from=2026-01-01&to=${today()}&groupBy=method&site=other`,
    );
    const { items, total } = await bodyOf<ConsentReportView>(answer);
    expect(items).toHaveLength(401);
    expect(items[0]).toMatchObject({ value: 'api', decided: 5_000 });
    expect(items.at(-1)).toMatchObject({ value: '*', decided: 210 });
    expect(total.decided).toBe(9_200);
  });

  it('says until when it has counted, counts no withdrawal as an answer, and needs its scope', async () => {
    const decidedAt = new Date(server.clock.now()).toISOString();
    const visitors = Array.from({ length: 10 }, () => new Browser(server.url));
    for (const visitor of visitors) await visitor.decide({ STATISTICS: 'granted' });
    await sumUp();
    server.clock.advance(60_000);
    expect((await report()).upTo).toBe(new Date(server.clock.now()).toISOString());
    for (const visitor of visitors) await visitor.send('DELETE', '/consent');
    expect(await report()).toMatchObject({ upTo: decidedAt, total: { decided: 10, withdrawn: 0 } });
    await sumUp();
    expect((await report()).total).toMatchObject({
      decided: 10,
      withdrawn: 10,
      categories: { STATISTICS: { granted: 10 } },
    });
    expect((await ask('&groupBy=subject')).status).toBe(400);
    expect((await admin.send('GET', '/admin/consent/report?from=2026-02-30&to=2026-03-01')).status).toBe(400);
    expect((await admin.send('GET', '/admin/consent/report?from=2026-03-02&to=2026-03-01')).status).toBe(400);
    expect(
      (await new Browser(server.url).send('GET', '/admin/consent/report?from=2026-03-01&to=2026-03-01')).status,
    ).toBe(401);
  });
});
