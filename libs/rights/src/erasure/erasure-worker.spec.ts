import { randomUUID } from 'node:crypto';
import { type DataSubjectContributor, days } from '@nest-privacy/core';
import {
  type DisposableDatabase,
  eventually,
  ManualClock,
  type TestApp,
  testDatabases,
  waitUntil,
} from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { Person } from '../../test/person.js';
import { type RightsAppOptions, SECRETS, startRightsApp } from '../../test/rights-app.js';
import { Shop } from '../../test/shop.js';
import { type AdminRequestView, ErasureSchedule, KeyRotation } from '../index.js';
import { RequestNames } from '../requests/request-names.js';
import { RightsRequests } from '../requests/rights-requests.js';

type App = TestApp & { readonly shop: Shop };

const LETTERS: DataSubjectContributor = {
  name: 'letters',

  async *export() {},
  async *erase() {},
};

describe.each(testDatabases())('the work on erasures on $name', (database) => {
  const clock = new ManualClock('2026-01-31T12:00:00Z');
  const shop = new Shop();
  const apps: App[] = [];
  let place: DisposableDatabase;
  /** Begins what is asked for at once. */
  let swift: App;
  /** Has an administrator look first, and leaves the work to the other. */
  let careful: App;
  let user: string;

  const start = async (options: Partial<RightsAppOptions> = {}): Promise<App> => {
    const app = await startRightsApp({ place, clock, shop, ...options });
    app.app.useLogger(false);
    apps.push(app);
    return app;
  };

  beforeAll(async () => {
    place = await database.create();
    swift = await start({ options: { secondLook: 60_000 } });
    careful = await start({ options: { approval: 'administrator', erasures: 'leave' } });
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await place.drop();
  });

  beforeEach(() => {
    user = `anna-${randomUUID()}`;
    shop.orders.set(user, ['a book']);
  });

  const ada = ({ url }: App): Person => new Person(url, { Authorization: 'Bearer ada' });
  const anna = ({ url }: App): Person => new Person(url, { 'X-User': user });
  const erase = async (app: App): Promise<string> => (await anna(app).ask<{ id: string }>('POST', '/privacy/erase')).id;
  const state = (app: App, id: string): Promise<AdminRequestView> =>
    ada(app).ask('GET', `/admin/privacy/requests/${id}`);
  /** As time goes on, and whoever works looks. */
  const until = (id: string, wanted: string, pause = 61_000): Promise<AdminRequestView> =>
    eventually(
      () => {
        clock.advance(pause);
        for (const { app } of apps) app.get(ErasureSchedule).look();
        return state(swift, id);
      },
      (request) => request.state === wanted,
    );
  const act = (id: string, action: string, reason?: string): Promise<Response> =>
    ada(careful).send('POST', `/admin/privacy/requests/${id}/actions`, { action, ...(reason && { reason }) });

  it('is taken up by another process where one is gone in the middle of it', async () => {
    let wake = (): void => {};
    const before = shop.attempts;
    shop.faults.push(() => new Promise<void>((resolve) => (wake = resolve)));
    const id = await erase(swift);
    await waitUntil('the first process is at it', () => shop.attempts > before);
    const other = await start({ options: { secondLook: 0 } });
    expect((await state(other, id)).state).toBe('in-progress');
    const done = await until(id, 'completed');
    wake();
    expect(done.report).toMatchObject([{ section: 'carts' }, { section: 'orders', erased: 1 }]);
    await apps.pop()!.close();
    expect((await state(swift, id)).history).toHaveLength(done.history.length);
  });

  it('is tried again where a contributor fails, after ever longer pauses, and left to an administrator in the end', async () => {
    shop.faults.push(...Array.from({ length: 10 }, () => () => Promise.reject(new TypeError('anna@example.com'))));
    const id = await erase(swift);
    const failed = await until(id, 'failed', 700_000);
    expect(failed.history.filter(({ event }) => event.type === 'failure')).toHaveLength(10);
    expect(JSON.stringify(failed)).toContain('TypeError');
    expect(JSON.stringify(failed)).not.toContain('anna');
    expect(failed.finishedAt).toBeNull();
    expect((await act(id, 'retry')).status).toBe(200);
    await until(id, 'completed');
    expect(shop.orders.has(user)).toBe(false);
  });

  it('is put off where a contributor is missing, lets others pass meanwhile, and is left to an administrator in the end', async () => {
    const waiting = await erase(careful);
    const source = careful.app.get(DataSource);
    const [{ progress }] = await source.query<[{ progress: string }]>(
      `SELECT progress FROM privacy_rights_request WHERE id = '${waiting}'`,
    );
    const lacking = progress.replace('"shop"', '"letters","shop"');
    await source.query(`UPDATE privacy_rights_request SET progress = '${lacking}' WHERE id = '${waiting}'`);
    await act(waiting, 'approve');
    user = `bert-${user}`;
    const other = await erase(swift);
    await until(other, 'completed', 1_000);
    const failed = await until(waiting, 'failed', 700_000);
    const faults = failed.history.filter(({ event }) => event.type === 'failure');
    expect(faults).toHaveLength(10);
    expect(faults[0]).toMatchObject({ event: { contributor: 'letters', fault: 'CONTRIBUTOR_MISSING' } });
    await start({ contributors: [LETTERS], options: { secondLook: 0 } });
    expect((await act(waiting, 'retry')).status).toBe(200);
    await until(waiting, 'completed', 100);
    await apps.pop()!.close();
  });

  it('looks once more, for what was on its way', async () => {
    const id = await erase(swift);
    await waitUntil('the first pass is done', () => !shop.orders.has(user));
    shop.orders.set(user, ['a late book']);
    const done = await until(id, 'completed');
    expect(done.report).toMatchObject([{ section: 'carts' }, { section: 'orders', erased: 2 }]);
    expect(shop.orders.has(user)).toBe(false);
  });

  it('is for every name that the person has when it is done, not only for those when it was asked for', async () => {
    const id = await erase(careful);
    clock.advance(days(40));
    const device = randomUUID();
    shop.carts.set(device, { user, items: 'cup' });
    await act(id, 'approve');
    await waitUntil('the first pass is done', () => {
      swift.app.get(ErasureSchedule).look();
      return !shop.orders.has(user);
    });
    expect(shop.carts.has(device)).toBe(false);
    const late = randomUUID();
    shop.carts.set(late, { user, items: 'plate' });
    const done = await until(id, 'completed');
    expect(shop.carts.has(late)).toBe(false);
    expect(done.report).toMatchObject([{ section: 'carts', erased: 2 }, { section: 'orders' }]);
  });

  it('fails where somebody has more names than one can have, rather than leave something out', async () => {
    for (let i = 0; i <= 50_000; i++) shop.carts.set(`${user}-${i}`, { user, items: 'cup' });
    const refused = await anna(swift).send('POST', '/privacy/export');
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      500,
      'SUBJECT_NAMES_TOO_MANY',
    ]);
    const id = await erase(swift);
    const { history } = await eventually(
      () => state(swift, id),
      ({ history: [, , further] }) => further !== undefined,
    );
    expect(history[2]).toMatchObject({
      event: { type: 'failure', contributor: 'names', fault: 'SUBJECT_NAMES_TOO_MANY' },
    });
    expect(shop.orders.has(user)).toBe(true);
    shop.carts.clear();
    await until(id, 'completed');
    const { items } = await anna(swift).ask<{ items: object[] }>('GET', '/privacy/requests');
    expect(items).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'export', state: 'failed' })]));
  });

  it('waits for an administrator where one is to verify it', async () => {
    const response = await anna(careful).send('POST', '/privacy/erase');
    expect(response.headers.get('set-cookie')).toBeNull();
    const { id } = (await response.json()) as { id: string };
    expect((await state(careful, id)).state).toBe('verifying');
    expect((await act(id, 'approve')).status).toBe(200);
    await until(id, 'completed');
    expect((await act(id, 'approve')).status).toBe(409);
  });

  it('is late when its deadline has passed, which can be put off once and with a reason', async () => {
    clock.set('2030-01-31T12:00:00Z');
    const id = await erase(careful);
    expect(await state(careful, id)).toMatchObject({ dueAt: '2030-02-28T23:59:59.999Z', overdue: false });
    clock.advance(days(29));
    expect((await state(careful, id)).overdue).toBe(true);
    const overdue = (): Promise<{ items: object[] }> => ada(careful).ask('GET', '/admin/privacy/requests?overdue=true');
    expect((await overdue()).items[0]).toMatchObject({ id });
    expect((await act(id, 'extend')).status).toBe(400);
    expect((await act(id, 'extend', 'many systems')).status).toBe(200);
    expect(await state(careful, id)).toMatchObject({
      dueAt: '2030-04-28T23:59:59.999Z',
      overdue: false,
      extended: 'many systems',
    });
    expect(JSON.stringify(await overdue())).not.toContain(id);
    expect((await act(id, 'extend', 'again')).status).toBe(409);
  });

  it('can be acted upon while a worker takes it up', async () => {
    const id = await erase(careful);
    const requests = careful.app.get(RightsRequests, { strict: false });
    const change = requests.change.bind(requests);
    const source = careful.app.get(DataSource);
    const taken = jest.spyOn(requests, 'change').mockImplementationOnce(async (...of) => {
      await source.query(`UPDATE privacy_rights_request SET work_at = 4102444800000 WHERE id = '${id}'`);
      return change(...of);
    });
    expect((await act(id, 'refuse', 'a court wants them kept')).status).toBe(200);
    expect(taken).toHaveBeenCalledTimes(2);
    taken.mockRestore();
  });

  it('is refused with a reason, and then whose it was is forgotten', async () => {
    const id = await erase(careful);
    expect((await act(id, 'refuse')).status).toBe(400);
    expect((await act(id, 'refuse', 'a court wants them kept (Art. 17(3)(e))')).status).toBe(200);
    expect(await state(careful, id)).toMatchObject({
      state: 'refused',
      refused: expect.stringContaining('court') as string,
    });
    const own = await anna(careful).ask<{ items: object[] }>('GET', '/privacy/requests');
    expect(own.items).toMatchObject([{ id, state: 'refused' }]);
    expect(shop.orders.has(user)).toBe(true);
    const kept = await swift.app.get(DataSource).query<object[]>('SELECT event FROM privacy_rights_event');
    expect(JSON.stringify(kept)).not.toContain('court');
  });

  it('needs a key no more by which an open request was encrypted, once a newer one wraps it', async () => {
    const id = await erase(careful);
    const [NEW, erasures] = ['a-newer-secret-of-tests-that-is-long-enough', 'leave'] as const;
    await expect(start({ options: { encryptionKeys: [NEW] } })).rejects.toMatchObject({
      code: 'ENCRYPTION_KEY_UNKNOWN',
    });
    const both = await start({ options: { encryptionKeys: [NEW, ...SECRETS], erasures } });
    const rotation = both.app.get(KeyRotation);
    const remaining = await rotation.remaining();
    expect(remaining).toBeGreaterThan(0);
    const counts: number[] = [];
    for await (const done of rotation.rewrap()) counts.push(done);
    expect([counts, await rotation.remaining()]).toEqual([[remaining], 0]);
    const alone = await start({ options: { encryptionKeys: [NEW], erasures } });
    const request = await alone.app.get(RightsRequests).find(id);
    expect(alone.app.get(RequestNames).open(id, request!).valuesOf('user')).toEqual([user]);
  });

  it('needs the keys by which open requests are encrypted', async () => {
    const id = await erase(careful);
    const others = { encryptionKeys: ['another-secret-of-tests-that-is-long-enough'] };
    await expect(start({ options: others })).rejects.toMatchObject({ code: 'ENCRYPTION_KEY_UNKNOWN' });
    const source = careful.app.get(DataSource);
    const key = (of: string): Promise<unknown> =>
      source.query(`UPDATE privacy_rights_request SET names_key = ${of} WHERE id = '${id}'`);
    await key(`'1.' || substr(names_key, 4, 8) || substr(names_key, 3)`);
    expect(await erase(careful)).not.toBe(id);
  });
});
