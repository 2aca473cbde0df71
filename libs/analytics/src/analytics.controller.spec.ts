import { AdminAccess, type AdminScope, type RequestView } from '@nest-privacy/core';
import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { storeOn } from '../test/store-on.js';
import { analyticsEvent } from './testing/index.js';
import { type AnalyticsApp, startAnalyticsApp } from '../test/analytics-app.js';

const COUNTED = 'metrics=pageviews,visitors,events';

const access = {
  provide: AdminAccess,
  useValue: {
    administratorOf: (view: RequestView) => {
      const token = view.header('authorization');
      const scopes: AdminScope[] = token === 'Bearer reader' ? ['analytics:read'] : [];
      return token === undefined ? null : { id: token, scopes: new Set(scopes) };
    },
  } satisfies AdminAccess,
};

describe.each(TEST_ADAPTERS)('the statistics under %s', (adapter) => {
  let app: AnalyticsApp;
  const ask = async (path: string, token = 'reader'): Promise<{ status: number; body: Record<string, unknown> }> => {
    const headers = token === '' ? {} : { Authorization: `Bearer ${token}` };
    const response = await fetch(`${app.url}/admin/analytics/${path}`, { headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  beforeAll(async () => {
    app = await startAnalyticsApp({ adapter, ports: [access] });
    await storeOn(app.source).append([
      analyticsEvent({ page: '/a', referrer: 'https://x.example/' }),
      analyticsEvent({ page: '/a', visitor: 'f'.repeat(32) }),
      analyticsEvent({ page: '/b' }),
      analyticsEvent({ kind: 'event', name: 'signup' }),
    ]);
  });
  afterAll(() => app.close());

  it('are for those alone who may read them', async () => {
    expect(await ask('aggregate?from=2026-06-01&to=2026-06-30', '')).toMatchObject({ status: 401 });
    expect(await ask('aggregate?from=2026-06-01&to=2026-06-30', 'other')).toMatchObject({ status: 403 });
  });

  it('sum up a period and say what they mean', async () => {
    expect(
      await ask(`aggregate?from=2026-06-15&to=2026-06-15&timezone=Asia/Kathmandu&site=default&${COUNTED}`),
    ).toEqual({
      status: 200,
      body: {
        from: '2026-06-15',
        to: '2026-06-15',
        site: 'default',
        timezone: 'Asia/Kathmandu',
        metrics: { pageviews: 3, visitors: 2, events: 1 },
        meta: expect.objectContaining({ computedFrom: 'sums' }),
      },
    });
  });

  it('show every bucket of a time series', async () => {
    const { body } = await ask(`timeseries?from=2026-06-14&to=2026-06-16&${COUNTED}`);
    expect(body.series).toEqual([
      { time: '2026-06-14T00:00:00.000Z', metrics: { pageviews: 0, visitors: 0, events: 0 } },
      { time: '2026-06-15T00:00:00.000Z', metrics: { pageviews: 3, visitors: 2, events: 1 } },
      { time: '2026-06-16T00:00:00.000Z', metrics: { pageviews: 0, visitors: 0, events: 0 } },
    ]);
  });

  it('break down by a dimension, page by page', async () => {
    const first = await ask(`breakdown?from=2026-06-15&to=2026-06-15&dimension=page&limit=1&${COUNTED}`);
    expect(first.body.items).toEqual([{ value: '/a', metrics: { pageviews: 2, visitors: 2, events: 0 } }]);
    const next = await ask(
      `breakdown?from=2026-06-15&to=2026-06-15&dimension=page&limit=1&cursor=${String(first.body.nextCursor)}`,
    );
    expect(next.body).toMatchObject({ items: [{ value: '/b' }], nextCursor: null });
    const events = await ask(`breakdown?from=2026-06-15&to=2026-06-15&dimension=event&${COUNTED}`);
    expect(events.body.items).toEqual([{ value: 'signup', metrics: { pageviews: 0, visitors: 1, events: 1 } }]);
  });

  it.each([
    ['aggregate', 'VALIDATION_FAILED'],
    ['aggregate?from=2026-06-31&to=2026-07-01', 'PERIOD_INVALID'],
    ['aggregate?from=2026-06-01&to=2026-07-01&timezone=Moon', 'TIMEZONE_UNKNOWN'],
    ["aggregate?from=2026-06-01&to=2026-07-01&site=x'%20OR%201=1", 'VALIDATION_FAILED'],
    ['timeseries?from=2026-06-01&to=2026-07-01&interval=minute', 'VALIDATION_FAILED'],
    ['breakdown?from=2026-06-01&to=2026-07-01&dimension=ip', 'VALIDATION_FAILED'],
    ['breakdown?from=2026-06-01&to=2026-07-01&dimension=page&limit=0', 'VALIDATION_FAILED'],
    ['breakdown?from=2026-06-01&to=2026-07-01&dimension=page&cursor=x', 'CURSOR_INVALID'],
    ['aggregate?from=2026-06-01&from=2026-06-02&to=2026-07-01', 'VALIDATION_FAILED'],
  ])('refuse %s with %s', async (path, code) => {
    expect(await ask(path)).toMatchObject({ status: 400, body: { code } });
  });
});
