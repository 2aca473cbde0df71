import { days, DEFAULT_SITE } from '@nest-privacy/core';
import { eventually, pairedPlatforms } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import fc from 'fast-check';
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
           FROM privacy_consent_tally WHERE property = 'all' AND category = '' AND site_id = 'default'`,
        );
      },
      ([row]) => Number(row!.missing) === 0,
    );

  it('tells by each property how visitors decided, of those who were shown the notice and of those who decided', async () => {
    await decide(20, { STATISTICS: 'granted', MARKETING: 'denied' }, { language: 'de', method: 'banner' });
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
      roundedTo: 10,
      upTo: new Date(server.clock.now()).toISOString(),
    });
    expect(items.map(({ value, shown, decided, decidedOfShown }) => [value, shown, decided, decidedOfShown])).toEqual([
      ['de', 50, 30, 0.6],
      ['en', 40, 20, 0.5],
    ]);
    expect(items[0]!.categories.STATISTICS).toEqual({
      granted: 20,
      denied: 10,
      ofShown: { granted: 0.4, denied: 0.2 },
      ofDecided: { granted: 0.6667, denied: 0.3333 },
    });
    expect(total).toMatchObject({ shown: 90, decided: 50, categories: { MARKETING: { granted: 0, denied: 50 } } });
    const methods = await report('&groupBy=method');
    expect(methods.items.map(({ value, shown, decided }) => [value, shown, decided])).toEqual([
      ['banner', null, 40],
      ['reject-all', null, 10],
    ]);
    const of = async (groupBy: string): Promise<unknown> =>
      (await report(`&groupBy=${groupBy}`)).items.map(({ value, decided }) => [value, decided]);
    expect(await of('day')).toEqual([[today(), 50]]);
    expect(await of('noticeVersion')).toEqual([['1', 50]]);
    expect(await of('signal')).toEqual([['none', 50]]);
    expect(await of('country')).toEqual([[null, 50]]);
    expect(await of('event')).toEqual([
      ['given', 40],
      ['refused', 10],
    ]);
    expect(await of('site')).toEqual([['default', 50]]);
    expect((await report('&site=other')).items).toEqual([]);
  });

  it('tells few as nothing or as ten, and names nobody', async () => {
    await decide(30, { STATISTICS: 'granted' }, { language: 'en' });
    await decide(3, { STATISTICS: 'granted' }, { language: 'de' });
    await sumUp();
    const { items, total } = await report('&groupBy=language');
    expect(items[0]).toMatchObject({ value: 'en', decided: 30, suppressed: [] });
    expect([30, 40]).toContain(total.decided);
    const { value, decided, suppressed } = items[1]!;
    expect([value, suppressed.includes('decided')]).toEqual(['de', decided === null]);
    expect([null, 10]).toContain(decided);
    expect((await report('&groupBy=language')).items).toEqual(items);
    expect(JSON.stringify(await report())).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  describe('of many days with few decisions', () => {
    const DAYS = 10;
    const dayOf = (day: number): string => `2025-03-${String(day).padStart(2, '0')}`;
    const count = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 500 }));
    const counts = fc.record({ shown: count, decided: count, withdrawn: count, granted: count, denied: count });
    const rounding = fc.integer({ min: 0, max: 99_999 });
    const everyDay = Array.from({ length: DAYS }, (_, i) => i + 1);
    const seen = new Set<number>();
    const rows = fc.sample(fc.tuple(counts, rounding), { numRuns: DAYS * 8, seed: 7 }).map(([sums, chance], i) => ({
      siteId: 'other',
      day: dayOf((i % DAYS) + 1),
      ...[
        { property: 'all', value: '' },
        { property: 'language', value: 'de' },
        { property: 'language', value: 'en' },
        { property: 'country', value: 'DE' },
      ][Math.floor(i / DAYS) % 4]!,
      category: i < DAYS * 4 ? '' : 'STATISTICS',
      ...sums,
      rounding: chance,
    }));
    const period = async (from: number, to: number, groupBy: string): Promise<ConsentReportView> => {
      const query = `from=${dayOf(from)}&to=${dayOf(to)}&site=other&groupBy=${groupBy}`;
      return bodyOf<ConsentReportView>(await admin.send('GET', `/admin/consent/report?${query}`));
    };
    /** What each sum of a day tells, added up: nothing else than these is ever told. */
    const expected = (
      from: number,
      to: number,
      property: string,
      value: string,
      sum: 'decided' | 'withdrawn' | 'denied',
    ) => {
      const digit = { decided: 10, withdrawn: 100, denied: 10_000 }[sum];
      const within = rows.filter(
        (row) =>
          row.property === property &&
          row.value === value &&
          (row.category === '') === (sum !== 'denied') &&
          row.day >= dayOf(from) &&
          row.day <= dayOf(to),
      );
      const rounded = within.map((row) => Math.floor((row[sum] + (Math.floor(row.rounding / digit) % 10)) / 10) * 10);
      const all = rounded.reduce((a, b) => a + b, 0);
      return all === 0 && within.some((row) => row[sum] > 0) ? null : all;
    };
    beforeAll(() => server.source.getRepository(ConsentTallyEntity).insert(rows));

    it.each(['language', 'country', 'day', 'site'])('tells by %s what its days tell, each in tens', async (groupBy) => {
      const [property, isKept] = groupBy === 'day' || groupBy === 'site' ? ['all', false] : [groupBy, true];
      for (const [from, to] of [...everyDay.map((day) => [day, day]), [1, DAYS], [3, 7], [4, 7], [3, 8]] as [
        number,
        number,
      ][]) {
        const { items, total } = await period(from, to, groupBy);
        for (const { value, ...told } of [...items, { value: undefined, ...total }]) {
          const of = (sum: 'decided' | 'withdrawn' | 'denied'): number | null => {
            if (value === undefined) return expected(from, to, 'all', '', sum);
            const [first, last] = groupBy === 'day' ? [Number(value!.slice(8)), Number(value!.slice(8))] : [from, to];
            return expected(first, last, property, isKept ? value! : '', sum);
          };
          const { denied } = told.categories.STATISTICS!;
          expect([told.decided, told.withdrawn, denied]).toEqual([of('decided'), of('withdrawn'), of('denied')]);
          for (const { granted } of Object.values(told.categories)) seen.add(granted ?? 0);
          for (const number of [told.shown, told.decided, told.withdrawn, denied]) seen.add(number ?? 0);
        }
      }
    });

    it('lets no difference of two answers tell a number from 1 to 9', () => {
      expect(seen.size).toBeGreaterThan(20);
      for (const one of seen)
        for (const other of seen) {
          const difference = Math.abs(one - other);
          expect(difference > 0 && difference < 10).toBe(false);
        }
    });

    it('is right where many days are added', async () => {
      const none = { shown: 0, decided: 0, withdrawn: 0, granted: 0, denied: 0 };
      const place = { siteId: 'other', property: 'all', value: '', category: '' };
      const many = everyDay.map((day, i) => ({
        ...place,
        ...none,
        day: `2025-04-${day + 10}`,
        decided: 7,
        rounding: i * 11_111,
      }));
      await server.source.getRepository(ConsentTallyEntity).insert(many);
      const answer = await admin.send('GET', '/admin/consent/report?from=2025-04-01&to=2025-04-30&site=other');
      expect((await bodyOf<ConsentReportView>(answer)).total.decided).toBe(70);
    });
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
      .insert([
        ...rows.map((row, i) => ({ ...place, ...row, day: i % 2 === 0 ? today() : '2026-01-01' })),
        { ...place, ...none, property: 'all', value: '', decided: 9_200, day: today() },
      ]);
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
