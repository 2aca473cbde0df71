import { minutes } from '@nest-privacy/core';
import { ManualClock, TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { AnalyticsService } from '../analytics.service.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: { readonly code?: string; readonly accepted?: number; readonly detail?: string };
}

describe.each(TEST_ADAPTERS)('how many events may be reported under %s', (adapter) => {
  const clock = new ManualClock();
  let app: AnalyticsApp;

  const send = async (count: number, from: string, host = 'one.example'): Promise<Answer> => {
    const events = Array.from({ length: count }, () => ({ name: 'a', url: `https://${host}/` }));
    const response = await fetch(`${app.url}/analytics/events`, {
      method: 'POST',
      headers: {
        'user-agent': FIREFOX,
        'content-type': 'application/json',
        'x-forwarded-for': from,
        'x-forwarded-host': host,
      },
      body: JSON.stringify({ events }),
    });
    const body = (await response.json()) as Answer['body'];
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
  };

  beforeAll(async () => {
    app = await startAnalyticsApp({
      adapter,
      core: {
        clock,
        trustedProxies: ['127.0.0.1'],
        sites: [
          { id: 'one', hosts: ['one.example'] },
          { id: 'two', hosts: ['two.example'] },
        ],
      },
      analytics: { rateLimit: { events: 10, per: minutes(1) } },
    });
  });
  afterAll(() => app.close());
  beforeEach(() => clock.advance(minutes(1)));

  it('is bounded by events, not by requests, and the answer says when to come again', async () => {
    expect(await send(6, '203.0.113.1')).toMatchObject({ status: 202, body: { accepted: 6 } });
    clock.advance(20_000);
    expect(await send(5, '203.0.113.1')).toMatchObject({
      status: 429,
      retryAfter: '40',
      body: { code: 'RATE_LIMITED', detail: expect.stringContaining('40 seconds') },
    });
    expect(await send(4, '203.0.113.1')).toMatchObject({ status: 202 });
    clock.advance(40_000);
    expect(await send(10, '203.0.113.1')).toMatchObject({ status: 202, body: { accepted: 10 } });
  });

  it('is counted for each network, which is a /64 of IPv6, and for each site', async () => {
    expect((await send(10, '2001:db8:1:2::1')).status).toBe(202);
    expect((await send(1, '2001:db8:1:2:ffff::9')).status).toBe(429);
    expect((await send(1, '2001:db8:1:3::1')).status).toBe(202);
    expect((await send(1, '203.0.113.2')).status).toBe(202);
    expect((await send(10, '2001:db8:1:2::1', 'two.example')).status).toBe(202);
  });

  it('bounds requests without events as well', async () => {
    for (let i = 0; i < 10; i++) expect((await send(0, '203.0.113.3')).status).toBe(202);
    expect((await send(0, '203.0.113.3')).status).toBe(429);
  });

  it('bounds one request, which is told so, for waiting would not help', async () => {
    expect(await send(11, '203.0.113.4')).toMatchObject({
      status: 413,
      body: { code: 'EVENTS_TOO_MANY', detail: expect.stringContaining('Send 10 at most') },
    });
  });

  it('is told in the counts of what was dropped', () => {
    expect(app.app.get(AnalyticsService).drops()).toMatchObject({ 'rate-limited': 6 });
  });
});

it('has a limit unless it is switched off', async () => {
  const post = async (app: AnalyticsApp): Promise<number> => {
    const events = Array.from({ length: 500 }, () => ({ name: 'a', url: app.url }));
    const response = await fetch(`${app.url}/analytics/events`, {
      method: 'POST',
      headers: { 'user-agent': FIREFOX, 'content-type': 'application/json' },
      body: JSON.stringify({ events }),
    });
    await response.arrayBuffer();
    return response.status;
  };
  const [limited, open] = [await startAnalyticsApp(), await startAnalyticsApp({ analytics: { rateLimit: 'off' } })];
  const answers = async (app: AnalyticsApp): Promise<number[]> => {
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++) statuses.push(await post(app));
    return statuses;
  };
  expect(await answers(limited)).toEqual([202, 202, 202, 202, 202, 202, 429]);
  expect(await answers(open)).toEqual(Array(7).fill(202));
  await Promise.all([limited.close(), open.close()]);
});
