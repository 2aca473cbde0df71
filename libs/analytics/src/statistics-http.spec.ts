import { AdminAccess, CoreModule } from '@nest-privacy/core';
import { startTestApp, TEST_ADAPTERS, type TestApp } from '@nest-privacy/core/testing';
import { AnalyticsModule } from './analytics.module.js';
import { NO_COUNTS } from './statistics/counts.js';
import { type Dimension } from './statistics/dimension.js';
import { type Span } from './statistics/period.js';
import { type BreakdownPage, type Question } from './statistics/statistics-reader.js';
import { analyticsEvent, InMemoryAnalyticsStore, InMemoryStoreModule } from './testing/index.js';

const DAYS = 'from=2026-06-15&to=2026-06-15';
const BODY = { from: '2026-06-15', to: '2026-06-15', metrics: ['pageviews'] };
const IS = { dimension: 'page', operator: 'is', value: '/a' };
const PAGES = 1_250;

describe.each(TEST_ADAPTERS)('questions by HTTP under %s', (adapter) => {
  let app: TestApp;
  let store: InMemoryAnalyticsStore;

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${app.url}/admin/analytics/${path}`, { headers });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${app.url}/admin/analytics/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const json = async (response: Promise<Response>): Promise<Record<string, unknown>> =>
    (await (await response).json()) as Record<string, unknown>;

  beforeAll(async () => {
    const access = { administratorOf: () => ({ id: 'ada', scopes: new Set(['analytics:read']) }) };
    app = await startTestApp({
      adapter,
      imports: [
        CoreModule.forRoot(),
        AnalyticsModule.forRoot({
          store: InMemoryStoreModule,
          goals: [{ name: 'signup', filter: { dimension: 'event', operator: 'is', value: 'signup' } }],
          extraProviders: [{ provide: AdminAccess, useValue: access }],
        }),
      ],
    });
    store = app.app.get(InMemoryAnalyticsStore, { strict: false });
    await store.append([
      ...['/a', '/a', '/b'].map((page) => analyticsEvent({ page, country: 'DE' })),
      analyticsEvent({ page: '=1+1', country: 'AT', visitor: 'f'.repeat(32) }),
      analyticsEvent({ kind: 'event', name: 'signup', page: '/a', properties: { 'a:b': 'x' } }),
    ]);
  });
  afterAll(() => app.close());

  it('are the same by query string and by body', async () => {
    const asked = await json(
      get(
        `breakdown?${DAYS}&dimension=page&metrics=visits,pageviews&sort=visits&filter=country:is:DE&filter=page:matches:%5E/`,
      ),
    );
    expect(asked.items).toEqual([
      { value: '/a', metrics: { visits: 1, pageviews: 2 } },
      { value: '/b', metrics: { visits: 1, pageviews: 1 } },
    ]);
    const filter = {
      and: [
        { dimension: 'country', operator: 'is', value: 'DE' },
        { dimension: 'page', operator: 'matches', value: '^/' },
      ],
    };
    const body = { ...BODY, dimension: 'page', metrics: ['visits', 'pageviews'], sort: 'visits', filter };
    expect(await json(post('query', body))).toEqual(asked);
    expect(asked.meta).toMatchObject({ filter });
  });

  it('break down by a property, whatever its name', async () => {
    const { items } = await json(get(`breakdown?${DAYS}&dimension=property:a:b&metrics=events&sort=events`));
    expect(items).toEqual([{ value: 'x', metrics: { events: 1 } }]);
    const { metrics } = await json(get(`aggregate?${DAYS}&metrics=events&filter=property:a:b:is:x`));
    expect(metrics).toEqual({ events: 1 });
  });

  it('answer what is going on, goals, funnels and who came back', async () => {
    expect(await json(get('realtime'))).toMatchObject({ site: 'default', visitors: 0, pages: [] });
    expect(await json(get(`goals?${DAYS}`))).toMatchObject({ visits: 2, goals: [{ name: 'signup', visits: 1 }] });
    expect(await json(get(`retention?${DAYS}`))).toMatchObject({ cohorts: [{ week: '2026-06-15', visitors: 0 }] });
    const { from, to } = BODY;
    const funnel = await post('funnel', { from, to, steps: [IS, { ...IS, value: '/b' }] });
    expect(funnel.status).toBe(200);
    expect(await funnel.json()).toMatchObject({ steps: [{ visits: 1 }, {}] });
  });

  it.each([
    ['aggregate', '?', 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&metrics=`, 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&metrics=pageviews,rank`, 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&metrics=visits&metrics[x]=1`, 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&filter=page`, 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&filter=page:like:x`, 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&filter=ip:is:x`, 'FILTER_INVALID'],
    ['aggregate', `?${DAYS}&filter=page:matches:(`, 'FILTER_INVALID'],
    ['aggregate', `?${DAYS}&${'filter=page:is:x&'.repeat(21)}`, 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&compare=before`, 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&currency=euro`, 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&format=xml`, 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&floor=10`, 'VALIDATION_FAILED'],
    ['aggregate', `?${DAYS}&dimension=page`, 'VALIDATION_FAILED'],
    ['breakdown', `?${DAYS}`, 'VALIDATION_FAILED'],
    ['breakdown', `?${DAYS}&dimension=property:`, 'VALIDATION_FAILED'],
    ['breakdown', `?${DAYS}&dimension=page&sort=x`, 'VALIDATION_FAILED'],
    ['breakdown', `?${DAYS}&dimension=page&limit=201`, 'VALIDATION_FAILED'],
    ['breakdown', `?${DAYS}&dimension=page&limit=10&format=csv`, 'VALIDATION_FAILED'],
    ['retention', '?from=2025-01-01&to=2026-06-15', 'PERIOD_INVALID'],
    ['goals', `?${DAYS}&site=nobody`, 'VALIDATION_FAILED'],
    ['realtime', '?site=nobody', 'VALIDATION_FAILED'],
    ['realtime', '?from=2026-06-15', 'VALIDATION_FAILED'],
  ])('refuse %s%s with %s', async (route, query, code) => {
    const response = await get(route + query);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code });
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ metrics: undefined }, 'VALIDATION_FAILED', 'metrics'],
    [{ metrics: 'pageviews' }, 'VALIDATION_FAILED', 'metrics'],
    [{ metrics: ['pageviews', 7] }, 'VALIDATION_FAILED', 'metrics'],
    [{ from: 20260615 }, 'VALIDATION_FAILED', 'from'],
    [{ site: {} }, 'VALIDATION_FAILED', 'site'],
    [{ unheard: 1 }, 'VALIDATION_FAILED', 'unheard'],
    [{ floor: 10 }, 'VALIDATION_FAILED', 'floor'],
    [{ dimension: 'page', interval: 'day' }, 'VALIDATION_FAILED', 'interval'],
    [{ dimension: ['page'] }, 'VALIDATION_FAILED', 'dimension'],
    [{ dimension: 'page', limit: 0 }, 'VALIDATION_FAILED', 'limit'],
    [{ dimension: 'page', cursor: null }, 'CURSOR_INVALID', 'cursor'],
    [{ limit: 5 }, 'VALIDATION_FAILED', 'limit'],
    [{ compare: null }, 'VALIDATION_FAILED', 'compare'],
    [{ timezone: null }, 'TIMEZONE_UNKNOWN', 'timezone'],
    [{ site: null }, 'VALIDATION_FAILED', 'site'],
    [{ filter: null }, 'FILTER_INVALID', 'filter'],
    [{ filter: 'page:is:/a' }, 'FILTER_INVALID', 'filter'],
    [{ filter: [IS] }, 'FILTER_INVALID', 'filter'],
    [{ filter: { and: [IS, { ...IS, value: 7 }] } }, 'FILTER_INVALID', 'filter.and[1].value'],
    [{ filter: { not: { ...IS, operator: 'matches', value: '(' } } }, 'FILTER_INVALID', 'filter.not.value'],
    [{ filter: { not: { not: { not: { not: { not: IS } } } } } }, 'FILTER_INVALID', 'filter.not.not.not.not.not'],
  ])('refuse the body with %j with %s at %s', async (given, code, path) => {
    const response = await post('query', { ...BODY, ...given });
    expect([response.status, await response.json()]).toMatchObject([400, { code, errors: [{ path }] }]);
  });

  it('refuse a funnel of one step, and one whose step is no filter', async () => {
    const { from, to } = BODY;
    expect(await json(post('funnel', { from, to, steps: [IS] }))).toMatchObject({ errors: [{ path: 'steps' }] });
    expect(await json(post('funnel', { from, to }))).toMatchObject({ errors: [{ path: 'steps' }] });
    expect(await json(post('funnel', { from, to, steps: [IS, { ...IS, operator: 0 }] }))).toMatchObject({
      code: 'FILTER_INVALID',
      errors: [{ path: 'steps[1].operator' }],
    });
  });

  it.each([
    ['text/csv', '', 'csv'],
    ['application/x-ndjson', '', 'ndjson'],
    ['application/json', '&format=csv', 'csv'],
    ['text/csv', '&format=json', 'json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', '', 'json'],
    ['image/png', '', 'json'],
    ['*/*', '', 'json'],
  ])('are answered to Accept: %s%s as %s', async (accept, format, expected) => {
    const response = await get(`aggregate?${DAYS}&metrics=pageviews${format}`, { Accept: accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(expected);
    expect(response.headers.get('vary')).toMatch(/\bAccept\b/i);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const disposition = response.headers.get('content-disposition');
    expect(disposition).toBe(expected === 'json' ? null : `attachment; filename="statistics.${expected}"`);
    await response.text();
  });

  it('come as a table that runs in no spreadsheet', async () => {
    const response = await get(`breakdown?${DAYS}&dimension=page&metrics=pageviews&sort=pageviews&format=csv`);
    expect(response.headers.get('complete-until')).toBe('2026-06-15T12:00:00.000Z');
    expect(await response.text()).toBe("value,pageviews\r\n/a,2\r\n/b,1\r\n'=1+1,1\r\n");
  });

  describe('as files of many values', () => {
    const ranked = Array.from({ length: PAGES }, (_, order) => ({
      value: `/${order}`,
      counts: { ...NO_COUNTS, pageviews: PAGES - order },
      order,
    }));
    const page = (_question: Question, _span: Span, _dimension: Dimension, { limit, after }: BreakdownPage) =>
      Promise.resolve(ranked.slice((after?.order ?? -1) + 1, (after?.order ?? -1) + 1 + limit));

    afterEach(() => jest.restoreAllMocks());

    it('have all of them, page after page', async () => {
      const reader = jest.spyOn(store, 'breakdown').mockImplementation(page);
      const response = await post('query', { ...BODY, dimension: 'page' }, { Accept: 'application/x-ndjson' });
      expect(response.status).toBe(200);
      const lines = (await response.text()).trimEnd().split('\n');
      expect(lines.map((line) => (JSON.parse(line) as { value: string }).value)).toEqual(
        ranked.map(({ value }) => value),
      );
      expect(reader).toHaveBeenCalledTimes(2);
    });

    it('are refused as such, not as a file, and are cut off where they fail later', async () => {
      const refused = await get(`breakdown?${DAYS}&dimension=ip&format=csv`);
      expect([refused.status, refused.headers.get('content-type')]).toEqual([400, expect.stringContaining('json')]);
      jest.spyOn(store, 'breakdown').mockImplementationOnce(page).mockRejectedValueOnce(new Error('gone'));
      const cut = await get(`breakdown?${DAYS}&dimension=page&format=csv`);
      await expect(cut.text()).rejects.toThrow();
    });
  });
});
