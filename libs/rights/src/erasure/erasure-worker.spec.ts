import { days } from '@nest-privacy/core';
import {
  type DisposableDatabase,
  eventually,
  ManualClock,
  type TestApp,
  testDatabases,
  waitUntil,
} from '@nest-privacy/core/testing';
import { Person } from '../../test/person.js';
import { type RightsAppOptions, startRightsApp } from '../../test/rights-app.js';
import { Shop } from '../../test/shop.js';
import { type AdminRequestView, ErasureSchedule } from '../index.js';

type App = TestApp & { readonly shop: Shop };
const START = Date.parse('2026-01-31T12:00:00Z');

describe.each(testDatabases())('the work on erasures on $name', (database) => {
  let place: DisposableDatabase;
  let clock: ManualClock;
  const apps: App[] = [];

  beforeEach(async () => {
    place = await database.create();
    clock = new ManualClock(START);
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close();
    await place.drop();
  });

  const start = async (options: Partial<RightsAppOptions> = {}): Promise<App> => {
    const app = await startRightsApp({ place, clock, ...options });
    app.app.useLogger(false);
    app.shop.orders.set('anna', ['a book']);
    apps.push(app);
    return app;
  };
  const ada = ({ url }: App): Person => new Person(url, { Authorization: 'Bearer ada' });
  const anna = ({ url }: App): Person => new Person(url, { 'X-User': 'anna' });
  const erase = async (app: App): Promise<string> => (await anna(app).ask<{ id: string }>('POST', '/privacy/erase')).id;
  const state = (app: App, id: string): Promise<AdminRequestView> =>
    ada(app).ask('GET', `/admin/privacy/requests/${id}`);
  const until = (app: App, id: string, wanted: string): Promise<AdminRequestView> =>
    eventually(
      () => {
        app.app.get(ErasureSchedule).look();
        return state(app, id);
      },
      (request) => request.state === wanted,
    );
  const act = (app: App, id: string, action: string, reason?: string): Promise<Response> =>
    ada(app).send('POST', `/admin/privacy/requests/${id}/actions`, { action, ...(reason && { reason }) });

  it('is taken up by another process where one is gone in the middle of it', async () => {
    const shop = new Shop();
    const gone = await start({ shop });
    let wake = (): void => {};
    shop.faults.push(() => new Promise<void>((resolve) => (wake = resolve)));
    const id = await erase(gone);
    await waitUntil('the first process is at it', () => shop.attempts === 1);
    const other = await start({ shop });
    expect((await state(other, id)).state).toBe('in-progress');
    clock.advance(31_000);
    const done = await until(other, id, 'completed');
    wake();
    expect(done.report).toMatchObject([{ section: 'carts' }, { section: 'orders', erased: 1 }]);
    expect((await state(other, id)).history).toHaveLength(done.history.length);
  });

  it('is tried again where a contributor fails, after ever longer pauses, and left to an administrator in the end', async () => {
    const app = await start();
    app.shop.faults.push(...Array.from({ length: 10 }, () => () => Promise.reject(new TypeError('anna@example.com'))));
    const id = await erase(app);
    const failed = await eventually(
      async () => {
        clock.advance(700_000);
        app.app.get(ErasureSchedule).look();
        return state(app, id);
      },
      (request) => request.state === 'failed',
    );
    expect(failed.history.filter(({ event }) => event.type === 'failure')).toHaveLength(10);
    expect(JSON.stringify(failed)).toContain('TypeError');
    expect(JSON.stringify(failed)).not.toContain('anna');
    expect(failed.finishedAt).toBeNull();
    expect((await act(app, id, 'retry')).status).toBe(200);
    expect(await until(app, id, 'completed')).toMatchObject({ history: expect.any(Array) as unknown });
    expect(app.shop.orders.size).toBe(0);
  });

  it('looks once more, for what was on its way', async () => {
    const app = await start({ options: { secondLook: 60_000 } });
    const id = await erase(app);
    await waitUntil('the first pass is done', () => app.shop.orders.size === 0);
    app.shop.orders.set('anna', ['a late book']);
    clock.advance(61_000);
    const done = await until(app, id, 'completed');
    expect(done.report).toMatchObject([{ section: 'carts' }, { section: 'orders', erased: 2 }]);
    expect(app.shop.orders.size).toBe(0);
  });

  it('waits for an administrator where one is to verify it', async () => {
    const app = await start({ options: { approval: 'administrator' } });
    const response = await anna(app).send('POST', '/privacy/erase');
    expect(response.headers.get('set-cookie')).toBeNull();
    const { id } = (await response.json()) as { id: string };
    expect((await state(app, id)).state).toBe('verifying');
    expect((await act(app, id, 'approve')).status).toBe(200);
    await until(app, id, 'completed');
    expect((await act(app, id, 'approve')).status).toBe(409);
  });

  it('is late when its deadline has passed, which can be put off once and with a reason', async () => {
    const app = await start({ options: { approval: 'administrator' } });
    const id = await erase(app);
    expect(await state(app, id)).toMatchObject({ dueAt: '2026-02-28T23:59:59.999Z', overdue: false });
    clock.advance(days(29));
    expect((await state(app, id)).overdue).toBe(true);
    const overdue = (): Promise<{ items: object[] }> => ada(app).ask('GET', '/admin/privacy/requests?overdue=true');
    expect((await overdue()).items).toMatchObject([{ id }]);
    expect((await act(app, id, 'extend')).status).toBe(400);
    expect((await act(app, id, 'extend', 'many systems')).status).toBe(200);
    expect(await state(app, id)).toMatchObject({
      dueAt: '2026-04-28T23:59:59.999Z',
      overdue: false,
      extended: 'many systems',
    });
    expect((await overdue()).items).toEqual([]);
    expect((await act(app, id, 'extend', 'again')).status).toBe(409);
  });

  it('is refused with a reason, and then whose it was is forgotten', async () => {
    const app = await start({ options: { approval: 'administrator' } });
    const id = await erase(app);
    expect((await act(app, id, 'refuse')).status).toBe(400);
    expect((await act(app, id, 'refuse', 'a court wants them kept (Art. 17(3)(e))')).status).toBe(200);
    expect(await state(app, id)).toMatchObject({
      state: 'refused',
      refused: expect.stringContaining('court') as string,
    });
    const own = await anna(app).ask<{ items: object[] }>('GET', '/privacy/requests');
    expect(own.items).toMatchObject([{ id, state: 'refused' }]);
    expect(app.shop.orders.size).toBe(1);
  });
});
