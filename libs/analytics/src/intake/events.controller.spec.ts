import { randomUUID } from 'node:crypto';
import { days, minutes, RequestView } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { ManualClock, TEST_ADAPTERS } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { AnalyticsService } from '../analytics.service.js';
import { type TrackContext } from './track-context.js';
import { foreignIdOf } from '../event/foreign-id.js';
import { type Hit } from '../event/hit.js';
import { EventDispatcher } from '../pipeline/event-dispatcher.js';
import { waitUntilStored } from '../testing/index.js';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { storedEvents } from '../../test/stored-events.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const sites = [
  { id: 'one', hosts: ['127.0.0.1', 'one.example'] },
  { id: 'two', hosts: ['two.example'] },
];

describe.each(TEST_ADAPTERS)('POST /analytics/events under %s', (adapter) => {
  let app: AnalyticsApp;
  const url = 'https://one.example/shop?x=1';

  const post = async (
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(`${app.url}/analytics/events`, {
      method: 'POST',
      headers: { 'User-Agent': FIREFOX, Origin: app.url, 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  beforeAll(async () => {
    app = await startAnalyticsApp({ adapter, core: { sites }, analytics: { bots: 'drop' } });
  });
  afterAll(() => app.close());
  beforeEach(() => app.source.query('DELETE FROM "privacy_analytics_event"'));

  it.each(['application/json', 'text/plain', 'text/plain;charset=UTF-8'])('takes an event as %s', async (type) => {
    const event = {
      name: 'signup',
      url,
      referrer: 'https://x.example/p?q',
      title: 'Shop',
      screen: '1920x1080',
      language: 'fr-CA',
      properties: { plan: 'pro', seats: 3 },
    };
    expect(await post(event, { 'Content-Type': type })).toEqual({ status: 202, body: { accepted: 1, rejected: [] } });
    await waitUntilStored(app.app, 1);
    expect(await storedEvents(app.source)).toMatchObject([
      {
        name: 'signup',
        page: '/shop',
        host: 'one.example',
        site: 'one',
        title: 'Shop',
        referrer: 'https://x.example/p',
        client: 'desktop|Firefox|Linux|fr-ca',
        flags: 65,
        properties: '{"plan":"pro","seats":3}',
      },
    ]);
  });

  it('counts a page view that a single-page application reports', async () => {
    await post({ name: 'pageview', url });
    await waitUntilStored(app.app, 1);
    expect(await storedEvents(app.source)).toMatchObject([{ name: '', flags: 0, page: '/shop' }]);
  });

  it('takes the good events of many and says which are bad, and why', async () => {
    const bad: [unknown, string][] = [
      [null, 'EVENT_INVALID'],
      [{ url }, 'NAME_INVALID'],
      [{ name: 'x'.repeat(51), url }, 'NAME_INVALID'],
      [{ name: 'a\0b', url }, 'NAME_INVALID'],
      [{ name: 'a' }, 'URL_INVALID'],
      [{ name: 'a', url: 'javascript:alert(1)' }, 'URL_INVALID'],
      [{ name: 'a', url: 'https://two.example/' }, 'URL_FOREIGN'],
      [{ name: 'a', url: 'https://evil.example/' }, 'URL_FOREIGN'],
      [{ name: 'a', url, title: 'x'.repeat(301) }, 'TITLE_INVALID'],
      [{ name: 'a', url, extra: 1 }, 'MEMBER_UNKNOWN'],
      [{ name: 'a', url, id: 'not-a-uuid' }, 'ID_INVALID'],
      [{ name: 'outbound', url }, 'PROPERTIES_INVALID'],
      [{ name: 'outbound', url, properties: { url: 'mailto:ada@example.com' } }, 'PROPERTIES_INVALID'],
      [{ name: 'download', url, properties: { url: '/report.pdf' } }, 'PROPERTIES_INVALID'],
      [{ name: 'scroll', url, properties: { depth: 101 } }, 'PROPERTIES_INVALID'],
      [{ name: 'scroll', url, properties: { depth: '50' } }, 'PROPERTIES_INVALID'],
      [{ name: 'a', url, interactive: 'no' }, 'INTERACTIVE_INVALID'],
      [{ name: 'a', url, revenue: { amount: 5, currency: 'eur' } }, 'REVENUE_INVALID'],
      [{ name: 'a', url, revenue: null }, 'REVENUE_INVALID'],
      [{ name: 'a', url, properties: [] }, 'PROPERTIES_INVALID'],
      [{ name: 'a', url, properties: { deep: { er: 1 } } }, 'PROPERTIES_INVALID'],
      [{ name: 'a', url, properties: { text: '\u0000' } }, 'PROPERTIES_INVALID'],
      [{ name: 'a', url, properties: { text: 'x'.repeat(501) } }, 'PROPERTIES_INVALID'],
      [
        { name: 'a', url, properties: Object.fromEntries([...Array(31).keys()].map((i) => [i, i])) },
        'PROPERTIES_INVALID',
      ],
    ];
    const { status, body } = await post({
      events: [{ name: 'good', url }, ...bad.map(([event]) => event), { name: 'good', url }],
    });
    expect([status, body.accepted]).toEqual([202, 2]);
    expect(body.rejected).toEqual(bad.map(([, code], i) => ({ index: i + 1, code, detail: expect.any(String) })));
    await waitUntilStored(app.app, 2);
  });

  it('counts an event once, however often its id arrives', async () => {
    const event = { name: 'sale', url, id: randomUUID() };
    for (let i = 0; i < 3; i++) expect((await post({ events: [event, event] })).body.accepted).toBe(2);
    await post({ name: 'other', url });
    await waitUntilStored(app.app, 2);
    await app.app.get(AnalyticsService).flush();
    expect(await storedEvents(app.source)).toHaveLength(2);
  });

  it.each([
    ['no JSON', '{', 'text/plain', 400, 'EVENTS_MALFORMED'],
    ['nothing', '', 'text/plain', 400, 'EVENTS_MALFORMED'],
    ['a list', '[]', 'application/json', 400, 'EVENTS_MALFORMED'],
    ['something beside the events', '{"events":[],"x":1}', 'application/json', 400, 'EVENTS_MALFORMED'],
    ['too many events', JSON.stringify({ events: Array(501).fill(1) }), 'application/json', 413, 'EVENTS_TOO_MANY'],
    ['too much text', `"${'x'.repeat(300_000)}"`, 'text/plain', 413, 'BODY_TOO_LARGE'],
  ])('refuses %s', async (_what, body, type, status, code) => {
    expect(await post(body, { 'Content-Type': type })).toMatchObject({ status, body: { code } });
  });

  it('tells a machine that it is not counted', async () => {
    const { body } = await post({ name: 'a', url }, { 'User-Agent': 'curl/8.0' });
    expect(body).toMatchObject({ accepted: 0, rejected: [{ index: 0, code: 'BOT' }] });
  });

  it('counts each event that it rejects, by reason, for a beacon never hears of it', async () => {
    const drops = (): Readonly<Partial<Record<string, number>>> => app.app.get(AnalyticsService).drops();
    const { invalid = 0, 'host-unknown': foreign = 0, bot = 0 } = drops();
    const events = [{ name: 'a', url }, { name: '' }, { name: 'a', url: 'https://evil.example/' }, { name: 'b', url }];
    await post({ events }, { 'User-Agent': 'curl/8.0' });
    expect(drops()).toMatchObject({ invalid: invalid + 1, 'host-unknown': foreign + 1, bot: bot + 2 });
  });

  it('answers any JSON with 202 or a 4xx, and lives on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const { status } = await post(JSON.stringify({ events: [value, { name: 'a', url, properties: value }] }));
        expect([202, 400, 413]).toContain(status);
      }),
      { numRuns: 50 },
    );
  });
});

describe('events that are posted', () => {
  let app: AnalyticsApp;
  let push: jest.SpyInstance<boolean, [Hit]>;
  const url = 'https://one.example/shop';

  const post = async (event: unknown, headers: Record<string, string> = {}): Promise<Hit> => {
    push.mockClear();
    const response = await fetch(`${app.url}/analytics/events`, {
      method: 'POST',
      headers: { 'User-Agent': FIREFOX, Origin: app.url, 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(event),
    });
    expect([response.status, await response.json()]).toEqual([202, { accepted: 1, rejected: [] }]);
    return push.mock.calls[0]![0];
  };

  beforeAll(async () => {
    app = await startAnalyticsApp({ core: { sites } });
    push = jest.spyOn(app.app.get(EventDispatcher, { strict: false }), 'push');
  });
  afterAll(() => app.close());

  it('show that somebody did something unless they say otherwise, and page views do not', async () => {
    expect((await post({ name: 'a', url })).custom?.interactive).toBe(true);
    expect((await post({ name: 'a', url, interactive: false })).custom?.interactive).toBe(false);
    expect((await post({ name: 'pageview', url, interactive: true })).custom?.interactive).toBe(false);
    const link = { name: 'download', url, properties: { url: 'https://files.example/report.pdf' } };
    expect((await post(link)).custom?.interactive).toBe(true);
    const scroll = { name: 'scroll', url, properties: { depth: 75 }, interactive: true };
    expect((await post(scroll)).custom?.interactive).toBe(false);
  });

  it('bring money, and tell how wide the screen is', async () => {
    const hit = await post({ name: 'sale', url, screen: '1920x1080', revenue: { amount: 19.99, currency: 'EUR' } });
    expect(hit).toMatchObject({ revenue: { amount: 199_900, currency: 'EUR' }, screen: '1920x1080', kind: 'event' });
    expect(hit.custom?.properties).toBeNull();
  });

  it('keep an id that tells its time, and have another for one that does not', async () => {
    const [timed, foreign] = [newId(), randomUUID()];
    expect((await post({ name: 'a', url, id: timed })).custom?.id).toBe(timed);
    expect((await post({ name: 'a', url, id: foreign })).custom?.id).toBe(foreignIdOf('one', foreign));
  });

  it('are taken from machines, and kept apart', async () => {
    expect((await post({ name: 'a', url }, { 'User-Agent': 'curl/8.0' })).userAgent).toBe('curl/8.0');
  });
});

describe('events of the server’s own', () => {
  it('count for the time that is given, are late but in a request, and bring money', async () => {
    const clock = new ManualClock('2026-06-15T12:00:00Z');
    const app = await startAnalyticsApp({ core: { clock } });
    const analytics = app.app.get(AnalyticsService);
    const push = jest.spyOn(app.app.get(EventDispatcher, { strict: false }), 'push');
    const now = clock.now();
    const track = (context: TrackContext): Hit | undefined => {
      push.mockClear();
      const isTaken = analytics.track('sale', {}, context);
      expect(isTaken).toBe(push.mock.calls.length === 1);
      return push.mock.calls[0]?.[0];
    };
    const request = RequestView.of({ method: 'GET', url: '/', headers: { host: 'one.example' } });
    const revenue = { amount: -5, currency: 'EUR' };
    expect(track({ revenue })).toMatchObject({
      at: now,
      activity: 'late',
      revenue: { amount: -50_000, currency: 'EUR' },
    });
    expect(track({ request })).toMatchObject({ at: now, activity: 'live', revenue: null });
    expect(track({ request, at: new Date(now - minutes(15)) })).toMatchObject({ activity: 'live' });
    const late = new Date(now - minutes(15) - 1);
    expect(track({ request, at: late })).toMatchObject({ at: late.getTime(), activity: 'late' });
    expect(track({ at: new Date(now + minutes(1)) })?.at).toBe(now + minutes(1));
    expect(track({ at: new Date(now - days(400)) })?.at).toBe(now - days(400));
    const refused: TrackContext[] = [
      { at: new Date(now + minutes(1) + 1) },
      { at: new Date(now - days(400) - 1) },
      { at: new Date(NaN) },
      { at: now as never },
      { revenue: { amount: 5, currency: 'euro' } },
    ];
    expect(refused.map(track)).toEqual(refused.map(() => undefined));
    expect(analytics.drops()).toEqual({ invalid: refused.length });
    await app.close();
  });

  it('are taken from anywhere, with or without a visitor, and never throw', async () => {
    const app = await startAnalyticsApp();
    const analytics = app.app.get(AnalyticsService);
    expect(analytics.track('nightly-run', { rows: 5 })).toBe(true);
    expect(analytics.track('renewal', {}, { visitor: 'customer-7' })).toBe(true);
    expect(analytics.track('', {})).toBe(false);
    expect(analytics.track('a', { x: {} } as never)).toBe(false);
    expect(analytics.track('a', {}, { site: 'nowhere' })).toBe(false);
    expect(analytics.track(undefined as never, null as never, { request: 5 } as never)).toBe(false);
    await waitUntilStored(app.app, 2);
    expect(await storedEvents(app.source)).toMatchObject([
      { name: 'nightly-run', visitor: null, properties: '{"rows":5}', flags: 97, page: '' },
      { name: 'renewal', visitor: expect.stringMatching(/^\d+$/), flags: 99 },
    ]);
    expect(analytics.drops()).toEqual({ invalid: 3, 'site-unknown': 1 });
    await app.close();
  });
});
