import { AdminAccess, type AdminScope, AuditLog, Broadcast, type RequestView } from '@nest-privacy/core';
import { LocalBroadcast } from '@nest-privacy/core/kit';
import { Controller, Get, Header } from '@nestjs/common';
import {
  type DisposableDatabase,
  ManualClock,
  MemoryAuditLog,
  TEST_ADAPTERS,
  testDatabases,
  waitUntil,
} from '@nest-privacy/core/testing';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { ANALYTICS_TABLES } from '../../test/migrated.js';
import { AnalyticsService } from '../analytics.service.js';
import { BlockedMemory } from './blocked-memory.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SCOPES: Readonly<Record<string, readonly AdminScope[]>> = {
  writer: ['analytics:read', 'analytics:write'],
  reader: ['analytics:read'],
};
const access = {
  provide: AdminAccess,
  useValue: {
    administratorOf: (view: RequestView) => {
      const token = view.header('authorization')?.replace('Bearer ', '');
      return token === undefined ? null : { id: token, scopes: new Set(SCOPES[token] ?? []) };
    },
  } satisfies AdminAccess,
};

@Controller()
class PagesController {
  @Get('pages/:name')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { readonly id?: string; readonly items?: readonly { network: string }[] };
}

const asker =
  (app: () => AnalyticsApp) =>
  async (method: string, path = '', body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${app().url}/admin/analytics/blocked-addresses${path}`, {
      method,
      headers: {
        authorization: 'Bearer writer',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text || '{}') as Answer['body'] };
  };

describe.each(TEST_ADAPTERS)('blocked addresses under %s', (adapter) => {
  const clock = new ManualClock(Date.now());
  const audit = new MemoryAuditLog();
  let app: AnalyticsApp;
  const ask = asker(() => app);

  beforeAll(async () => {
    app = await startAnalyticsApp({
      adapter,
      controllers: [PagesController],
      core: {
        trustedProxies: ['loopback'],
        clock,
        sites: [
          { id: 'shop', hosts: ['*'] },
          { id: 'blog', hosts: ['b.example'] },
        ],
      },
      ports: [access, { provide: AuditLog, useValue: audit }],
    });
  });
  afterAll(() => app.close());
  afterEach(async () => {
    for (const { id } of ((await ask('GET')).body.items ?? []) as unknown as { id: string }[])
      await ask('DELETE', `/${id}`, undefined, { 'if-match': '*' });
  });

  const dropped = (): number => app.app.get(AnalyticsService).drops()['blocked-address'] ?? 0;
  const visit = async (address: string): Promise<'blocked' | 'counted'> => {
    const before = dropped();
    const headers = { 'user-agent': FIREFOX, 'x-forwarded-for': address };
    await (await fetch(`${app.url}/pages/a`, { headers })).text();
    await fetch(`${app.url}/pages/b`, { method: 'HEAD', headers });
    return dropped() > before ? 'blocked' : 'counted';
  };

  it('are made, shown, listed, changed and removed', async () => {
    const made = await ask('POST', '', { network: '203.0.113.9/24', reason: 'our office' });
    expect(made).toMatchObject({
      status: 201,
      body: { network: '203.0.113.0/24', site: null, reason: 'our office', expiresAt: null },
    });
    const { id } = made.body;
    expect(made.headers.get('location')).toBe(`/admin/analytics/blocked-addresses/${id}`);
    const etag = made.headers.get('etag')!;
    expect(await ask('GET', `/${id}`)).toMatchObject({ status: 200, body: made.body });
    expect(await ask('PATCH', `/${id}`, { reason: 'x' })).toMatchObject({ status: 428 });
    const changed = await ask('PATCH', `/${id}`, { expiresAt: '2099-01-01T00:00:00Z' }, { 'if-match': etag });
    expect(changed).toMatchObject({
      status: 200,
      body: { ...made.body, reason: 'our office', expiresAt: '2099-01-01T00:00:00.000Z' },
    });
    const stale = await ask('PATCH', `/${id}`, { reason: 'x' }, { 'if-match': etag });
    expect(stale).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
    expect(stale.body.currentETag).toBe(changed.headers.get('etag'));
    expect(await ask('DELETE', `/${id}`, undefined, { 'if-match': etag })).toMatchObject({ status: 412 });
    expect(await ask('DELETE', `/${id}`)).toMatchObject({ status: 428 });
    const current = { 'if-match': changed.headers.get('etag')! };
    expect(await ask('PATCH', `/${id}`, { expiresAt: null }, current)).toMatchObject({ body: { expiresAt: null } });
    expect(await ask('DELETE', `/${id}`, undefined, { 'if-match': '*' })).toMatchObject({ status: 204 });
    expect(await ask('GET', `/${id}`)).toMatchObject({ status: 404, body: { code: 'BLOCKED_ADDRESS_UNKNOWN' } });
  });

  it('are listed page by page', async () => {
    for (const network of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) await ask('POST', '', { network, reason: 'x' });
    const first = await ask('GET', '?limit=2');
    expect(first.body.items!.map(({ network }) => network)).toEqual(['10.0.0.1/32', '10.0.0.2/32']);
    const next = await ask('GET', `?limit=2&cursor=${String(first.body.nextCursor)}`);
    expect(next.body).toMatchObject({ items: [{ network: '10.0.0.3/32' }], nextCursor: null });
  });

  it('are refused where one network is blocked for one site already', async () => {
    await ask('POST', '', { network: '2001:DB8::/32', reason: 'x' });
    expect(await ask('POST', '', { network: '2001:db8:0:1::/32', reason: 'y' })).toMatchObject({
      status: 409,
      body: { code: 'ADDRESS_ALREADY_BLOCKED' },
    });
    expect(await ask('POST', '', { network: '2001:db8::/32', site: 'shop', reason: 'y' })).toMatchObject({
      status: 201,
    });
  });

  it.each([
    [{ network: 'localhost', reason: 'x' }, 'network'],
    [{ network: '10.0.0.0/40', reason: 'x' }, 'network'],
    [{ network: '10.0.0.1' }, 'reason'],
    [{ network: '10.0.0.1', reason: 'x'.repeat(201) }, 'reason'],
    [{ network: '10.0.0.1', reason: 'x', site: 'nowhere' }, 'site'],
    [{ network: '10.0.0.1', reason: 'x', expiresAt: 'tomorrow' }, 'expiresAt'],
    [{ network: '10.0.0.1', reason: 'x', expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    [{ network: '10.0.0.1', reason: 'x', more: 1 }, 'more'],
  ])('%j is refused for its %s', async (body, path) => {
    expect(await ask('POST', '', body)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  });

  it('are for administrators alone, and their changes for those who may write', async () => {
    expect(await ask('GET', '', undefined, { authorization: 'Bearer nobody' })).toMatchObject({ status: 403 });
    expect(await ask('GET', '', undefined, { authorization: 'Bearer reader' })).toMatchObject({ status: 200 });
    const body = { network: '10.0.0.1', reason: 'x' };
    expect(await ask('POST', '', body, { authorization: 'Bearer reader' })).toMatchObject({ status: 403 });
    const { id } = (await ask('POST', '', body)).body;
    expect(audit.actions.at(-1)).toMatchObject({ action: 'POST /admin/analytics/blocked-addresses' });
    expect(audit.outcomes.at(-1)).toMatchObject({ status: 201, result: { id } });
  });

  it('are not counted, from the moment of the answer on and until they end', async () => {
    expect(await visit('198.51.100.7')).toBe('counted');
    const expiresAt = new Date(clock.now() + 60_000).toISOString();
    const { id } = (await ask('POST', '', { network: '198.51.100.0/24', reason: 'x', expiresAt })).body;
    await ask('POST', '', { network: '198.51.101.0/24', site: 'blog', reason: 'x' });
    expect(await visit('198.51.100.7')).toBe('blocked');
    expect(await visit('::ffff:198.51.100.7')).toBe('blocked');
    expect(await visit('198.51.101.7')).toBe('counted');
    const report = await fetch(`${app.url}/analytics/events`, {
      method: 'POST',
      headers: { 'user-agent': FIREFOX, 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.7' },
      body: JSON.stringify({ name: 'a', url: `${app.url}/` }),
    });
    expect(await report.json()).toMatchObject({ accepted: 0, rejected: [{ code: 'ADDRESS_BLOCKED' }] });
    clock.advance(60_000);
    await app.app.get(BlockedMemory).changed();
    expect(await visit('198.51.100.7')).toBe('counted');
    expect(await ask('GET', `/${id}`)).toMatchObject({ status: 200 });
  });
});

describe.each(testDatabases())('blocked addresses of several processes on $name', (database) => {
  let place: DisposableDatabase;
  let apps: AnalyticsApp[] = [];
  const start = async (broadcast: Broadcast): Promise<AnalyticsApp> => {
    const app = await startAnalyticsApp({
      place,
      ports: [access, { provide: Broadcast, useValue: broadcast }],
    });
    apps.push(app);
    return app;
  };
  beforeEach(async () => {
    place = await database.create(ANALYTICS_TABLES);
    apps = [];
  });
  afterEach(async () => {
    for (const app of apps) await app.close();
    await place.drop();
  });

  it('reach the others by a word, and one that starts later from the database', async () => {
    const broadcast = new LocalBroadcast();
    const [one, other] = [await start(broadcast), await start(broadcast)];
    const holds = (app: AnalyticsApp): boolean => app.app.get(BlockedMemory).holds('203.0.113.7', 'default');
    expect(await asker(() => one)('POST', '', { network: '203.0.113.7', reason: 'x' })).toMatchObject({ status: 201 });
    expect(holds(one)).toBe(true);
    await waitUntil('the other process knows', () => Promise.resolve(holds(other)));
    expect(holds(await start(new LocalBroadcast()))).toBe(true);
  });
});
