import { randomUUID } from 'node:crypto';
import { request, type Server } from 'node:http';
import { DataSubject } from '@nest-privacy/core';
import {
  type DisposableDatabase,
  eventually,
  pairedPlatforms,
  type TestApp,
  tracesOf,
  waitUntil,
} from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { Person } from '../test/person.js';
import { startRightsApp } from '../test/rights-app.js';
import { type Shop } from '../test/shop.js';
import { ExportSweep } from './export/export-sweep.js';
import { RightsRequests } from './requests/rights-requests.js';
import { type AdminRequestView, type RightsRequestView } from './index.js';

interface Bundle {
  readonly format: string;
  readonly subject: unknown;
  readonly contributors: readonly { name: string; sections: readonly { name: string; rows: readonly object[] }[] }[];
  readonly complete: boolean;
}
type Made = RightsRequestView & { readonly token: string };
interface Listed<T> {
  readonly items: readonly T[];
}

const LIMIT = { most: 10, per: 3_600_000 };
const CUT_OFF = { kind: 'export', origin: 'person', actor: 'person', state: 'in-progress', workAt: null } as const;

describe.each(pairedPlatforms())('exports and erasures on $name under $adapter', ({ database, adapter }) => {
  let place: DisposableDatabase;
  let server: TestApp & { readonly shop: Shop };
  let [anna, bert, laptop, telephone] = ['', '', '', ''];

  beforeAll(async () => {
    place = await database.create();
    server = await startRightsApp({ place, adapter, options: { rateLimit: LIMIT } });
  });
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  beforeEach(() => {
    [laptop, telephone] = [randomUUID(), randomUUID()];
    [anna, bert] = [`anna-${laptop}`, `bert-${laptop}`];
    const { orders, carts } = server.shop;
    orders.clear();
    carts.clear();
    orders.set(anna, ['a book', 'a lamp']).set(bert, ['a pen']);
    carts
      .set(laptop, { user: anna, items: 'cup' })
      .set(telephone, { user: anna, items: 'plate' })
      .set('9', { user: null, items: 'bowl' });
  });
  afterEach(() => waitUntil('all that can be done is done', async () => (await waiting()).length === 0));

  const connections = (): Promise<number> =>
    new Promise((resolve) => (server.app.getHttpServer() as Server).getConnections((_, count) => resolve(count)));
  const waiting = (): Promise<object[]> =>
    server.app.get(DataSource).query('SELECT 1 FROM privacy_rights_request WHERE work_at IS NOT NULL');

  const person = (headers: Record<string, string>): Person => new Person(server.url, headers);
  const admin = (id = 'ada'): Person => person({ Authorization: `Bearer ${id}` });
  const finished = (id: string): Promise<AdminRequestView> =>
    eventually(
      () => admin().ask<AdminRequestView>('GET', `/admin/privacy/requests/${id}`),
      ({ finishedAt, state }) => finishedAt !== null || state === 'failed',
    );

  it('give a person everything that is kept of them, as one document, and nothing of others', async () => {
    const response = await person({ 'X-User': anna }).send('POST', '/privacy/export');
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      200,
      expect.stringMatching(/^application\/json/),
      'private, no-store',
    ]);
    expect((await response.json()) as Bundle).toMatchObject({
      format: 'nest-privacy/subject-export',
      version: 1,
      contributors: [
        {
          name: 'shop',
          sections: [
            { name: 'orders', rows: [{ order: 'a book' }, { order: 'a lamp' }] },
            { name: 'carts', rows: [{ items: 'cup' }, { items: 'plate' }] },
          ],
        },
      ],
      complete: true,
    });
    const { items } = await eventually(
      () => person({ 'X-User': anna }).ask<Listed<RightsRequestView>>('GET', '/privacy/requests'),
      ({ items: [first] }) => first?.state === 'completed',
    );
    expect(items).toMatchObject([{ kind: 'export', origin: 'person' }]);
  });

  it.each(['resolve', 'export'] as const)(
    'are written down as failed when whoever asked has left while a contributor was to %s',
    async (step) => {
      let [isPaused, release] = [false, (): void => {}];
      server.shop.pauses[step] = () => {
        isPaused = true;
        return new Promise((resolve) => (release = resolve));
      };
      const headers = { 'X-User': anna, 'Sec-Fetch-Site': 'same-origin' };
      const asking = request(`${server.url}/privacy/export`, { method: 'POST', headers, agent: false });
      asking.once('error', () => undefined).end();
      await waitUntil('the contributor is asked', () => isPaused);
      const sockets = await connections();
      asking.destroy();
      await waitUntil('the server knows', async () => (await connections()) < sockets);
      delete server.shop.pauses[step];
      release();
      const { items } = await eventually(
        () => person({ 'X-User': anna }).ask<Listed<RightsRequestView>>('GET', '/privacy/requests'),
        ({ items: [first] }) => first?.finishedAt !== null,
      );
      expect(items).toMatchObject([{ kind: 'export', state: 'failed' }]);
    },
  );

  it('are written down as failed when the process was killed that made them', async () => {
    const given = DataSubject.of([{ kind: 'user', value: anna }]);
    const { id } = await server.app.get(RightsRequests).add({ ...CUT_OFF, given });
    const change = `UPDATE privacy_rights_request SET received_at = 0 WHERE id = '${id}'`;
    await server.app.get(DataSource).query(change);
    await server.app.get(ExportSweep).sweep();
    expect(await admin().ask('GET', `/admin/privacy/requests/${id}`)).toMatchObject({
      state: 'failed',
      overdue: false,
      finishedAt: expect.any(String) as string,
    });
  });

  it('lead from an account to its devices, and never back', async () => {
    const { contributors } = await person({ Cookie: `device=${laptop}` }).ask<Bundle>('POST', '/privacy/export');
    expect(contributors).toEqual([{ name: 'shop', sections: [{ name: 'carts', rows: [{ items: 'cup' }] }] }]);
  });

  it('erase everything, tell what stays, and forget whose request it was', async () => {
    const her = person({ 'X-User': anna });
    const response = await her.send('POST', '/privacy/erase');
    expect([response.status, response.headers.get('set-cookie')]).toEqual([202, 'device=; Max-Age=0; Path=/']);
    const made = (await response.json()) as Made;
    expect(made).toMatchObject({ kind: 'erase', refused: null, finishedAt: null });
    const done = await finished(made.id);
    expect(done).toMatchObject({
      state: 'completed',
      report: [
        { contributor: 'shop', section: 'carts', erased: 2, kept: null },
        {
          contributor: 'shop',
          section: 'orders',
          erased: 1,
          kept: { count: 1, because: expect.any(String) as string },
        },
      ],
    });
    expect([...server.shop.orders.keys(), ...server.shop.carts.keys()]).toEqual([bert, '9']);
    expect(await tracesOf([anna, laptop, telephone], place)).toEqual([]);
    expect(await tracesOf([made.id], place)).not.toEqual([]);
  });

  it('are told about to whoever has the token, when nothing else proves who they were', async () => {
    const { id, token } = await person({ Cookie: `device=${laptop}` }).ask<Made>('POST', '/privacy/erase');
    await finished(id);
    const stranger = person({});
    const own = await stranger.ask<Listed<RightsRequestView>>('GET', '/privacy/requests', undefined, {
      'Privacy-Request-Token': token,
    });
    expect(own.items).toMatchObject([{ id, state: 'completed' }]);
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const other of ['', forged, id])
      expect(
        (
          await stranger.ask<Listed<unknown>>('GET', '/privacy/requests', undefined, {
            'Privacy-Request-Token': other,
          })
        ).items,
      ).toEqual([]);
  });

  it('are asked for once, while the first asking is not done', async () => {
    const erase = (headers: Record<string, string>): Promise<Made> => person(headers).ask('POST', '/privacy/erase');
    const before = server.shop.attempts;
    let release = (): void => {};
    server.shop.faults.push(() => new Promise<void>((resolve) => (release = resolve)));
    const first = await erase({ 'X-User': anna });
    await eventually(
      () => server.shop.attempts,
      (attempts) => attempts > before,
    );
    expect((await erase({ 'X-User': anna })).id).toBe(first.id);
    expect((await erase({ 'X-User': bert })).id).not.toBe(first.id);
    release();
    expect((await finished(first.id)).state).toBe('completed');
    expect((await erase({ 'X-User': anna })).id).not.toBe(first.id);
  });

  it('are for the site itself, for whoever proves who they are', async () => {
    const codeOf = async (sent: Promise<Response>): Promise<[number, unknown]> => {
      const response = await sent;
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    const her = person({ 'X-User': anna });
    for (const path of ['/privacy/export', '/privacy/erase']) {
      const crossSite = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
      expect(await codeOf(her.send('POST', path, undefined, crossSite))).toEqual([403, 'CROSS_SITE_REFUSED']);
      expect(await codeOf(person({}).send('POST', path))).toEqual([404, 'SUBJECT_UNKNOWN']);
      expect(await codeOf(her.send('POST', path, { userId: bert }))).toEqual([401, 'ADMIN_TOKEN_REQUIRED']);
      expect(await codeOf(admin('bob').send('POST', path, { userId: bert }))).toEqual([403, 'ADMIN_SCOPE_MISSING']);
      expect(await codeOf(admin().send('POST', path, { userId: '' }))).toEqual([400, 'VALIDATION_FAILED']);
      expect(await codeOf(admin().send('POST', path, { subjectId: 'x' }))).toEqual([400, 'VALIDATION_FAILED']);
      expect(await codeOf(admin().send('POST', path, { userId: null }))).toEqual([404, 'SUBJECT_UNKNOWN']);
      expect(await codeOf(admin().send('POST', path, { userId: null }, crossSite))).toEqual([
        403,
        'CROSS_SITE_REFUSED',
      ]);
      expect(await codeOf(admin().send('POST', path, { email: 'a@example.com' }))).toEqual([400, 'VALIDATION_FAILED']);
    }
    expect(server.shop.orders.size).toBe(2);
  });

  it('are limited for each person, so that no neighbour uses the limit up, and not for administrators', async () => {
    const behind = { 'X-Forwarded-For': '203.0.113.7' };
    const her = person({ 'X-User': anna, ...behind });
    for (let i = 0; i < LIMIT.most; i++)
      expect((await (await her.send('POST', '/privacy/export')).json()) as object).toMatchObject({ complete: true });
    for (const path of ['/privacy/export', '/privacy/erase']) {
      const refused = await her.send('POST', path);
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
      expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED' });
    }
    expect((await person({ 'X-User': bert, ...behind }).send('POST', '/privacy/export')).status).toBe(200);
    for (let i = 0; i < 2; i++)
      expect((await admin().send('POST', '/privacy/export', { userId: anna })).status).toBe(200);
    expect((await her.send('GET', '/privacy/requests')).status).toBe(200);
  });

  it('are limited for strangers of one network, whom nothing proves', async () => {
    const stranger = person({ 'X-Forwarded-For': '203.0.113.8' });
    const statuses = new Set<number>();
    for (let i = 0; i < LIMIT.most * 20; i++) statuses.add((await stranger.send('POST', '/privacy/export')).status);
    expect([...statuses, (await stranger.send('POST', '/privacy/erase')).status]).toEqual([404, 429]);
  });

  it('are done by an administrator for whom they name, and found again by that name', async () => {
    const bundle = await admin().ask<Bundle>('POST', '/privacy/export', { subjectId: telephone.toUpperCase() });
    expect(bundle.contributors[0]!.sections).toEqual([{ name: 'carts', rows: [{ items: 'plate' }] }]);
    const { id } = await admin().ask<Made>('POST', '/privacy/erase', { userId: anna });
    await finished(id);
    const found = await admin('bob').ask<Listed<AdminRequestView>>('GET', `/admin/privacy/requests?userId=${anna}`);
    expect(found.items).toMatchObject([
      { id, origin: 'administrator', history: expect.arrayContaining([]) as unknown },
    ]);
    expect(found.items[0]!.history[0]).toMatchObject({ actor: 'ada', event: { type: 'state', state: 'received' } });
    expect(JSON.stringify(found)).not.toContain(anna);
  });
});
