import { Controller, Get, Logger } from '@nestjs/common';
import { days, hours, MetricsRecorder, minutes } from '@nest-privacy/core';
import { type DisposableDatabase, ManualClock, pairedPlatforms, type TestApp } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { CatalogueMemory } from '../catalogue/catalogue-memory.js';
import { TRACKING_ITEMS_MIGRATIONS } from '../migrations/index.js';
import { type CatalogueAppOptions, startCatalogueApp } from '../testing/catalogue-app.js';
import { httpClient, type Send } from '../testing/http-client.js';
import { UndeclaredCookies } from './undeclared-cookies.js';

@Controller()
class Pages {
  @Get('page')
  page(): string {
    return 'x';
  }
}

const LIST = '/admin/tracking-items/undeclared';
const NOON = '2026-06-15T12:00:00.000Z';

describe.each(pairedPlatforms())('undeclared cookies on $adapter and $database.name', ({ adapter, database }) => {
  let place: DisposableDatabase;
  let clock: ManualClock;
  let server: TestApp;
  let send: Send;
  let counted: string[];
  const started: TestApp[] = [];

  const start = async (more: Partial<CatalogueAppOptions> = {}): Promise<TestApp> => {
    const count = (name: string, { outcome }: { outcome: string }, by = 1): void =>
      void (name === 'tracking_items_undeclared_total' && counted.push(...Array<string>(by).fill(outcome)));
    const recorder = { define: () => {}, observe: () => {}, gauge: () => {}, count };
    const app = await startCatalogueApp({
      place,
      adapter,
      clock,
      controllers: [Pages],
      options: { undeclaredCookies: { writeInterval: 'off' } },
      own: [{ provide: MetricsRecorder, useValue: recorder }],
      ...more,
    });
    started.push(app);
    return app;
  };
  beforeEach(async () => {
    place = await database.create({ migrations: TRACKING_ITEMS_MIGRATIONS });
    clock = new ManualClock('2026-06-15T12:34:56.789Z');
    counted = [];
    server = await start();
    send = httpClient(server.url);
  });
  afterEach(async () => {
    for (const app of started.splice(0)) await app.close();
    await place.drop();
  });

  const visit = async (cookie: string, at = server, host = 'main.example'): Promise<void> => {
    const headers = { cookie, 'x-forwarded-host': host };
    await (await fetch(`${at.url}/nothing`, { headers })).text();
  };
  const flush = (at = server): Promise<void> => at.app.get(UndeclaredCookies).flush();
  const list = async (query = ''): Promise<Record<string, unknown>[]> => (await send('GET', LIST + query)).body.items;
  const counts = async (query = ''): Promise<Record<string, unknown>> =>
    Object.fromEntries((await list(query)).map(({ name, count }) => [name, count])) as Record<string, unknown>;
  const run = (sql: string): Promise<unknown> => transact(server.app.get(DataSource), (manager) => manager.query(sql));

  it('are listed by their names, with times of which only the hour is told, and with what it takes to declare them', async () => {
    await visit('left=secret; _ga=secret');
    clock.advance(minutes(20));
    await visit('left=secret');
    clock.advance(hours(2));
    await visit('left=secret');
    expect(await list()).toEqual([]);
    await flush();
    const items = await list();
    expect(items).toHaveLength(2);
    expect(items.find(({ name }) => name === 'left')).toEqual({
      id: expect.any(String) as string,
      name: 'left',
      count: 3,
      firstSeenAt: NOON,
      lastSeenAt: '2026-06-15T14:00:00.000Z',
      declaration: {
        cookies: [{ name: 'left', match: 'literal' }],
        sites: ['main'],
        translations: { en: { name: 'left' } },
      },
    });
    expect(JSON.stringify(await run('SELECT * FROM privacy_undeclared_cookies'))).not.toContain('secret');
  });

  it('leave the list once they are declared by what it offers, and are not counted any more', async () => {
    await visit('left=1; session_12345678=1; stays=1');
    await flush();
    for (const { name, declaration } of await list()) {
      if (name === 'stays') continue;
      const { status } = await send('POST', '/admin/tracking-items', {
        body: { category: 'ESSENTIALS', ...(declaration as object) },
      });
      expect(status).toBe(201);
    }
    expect(await counts()).toEqual({ stays: 1 });
    await visit('left=1; session_12345678=1; stays=1');
    await flush();
    expect(await counts()).toEqual({ stays: 2 });
    expect(await run('SELECT name FROM privacy_undeclared_cookies')).toEqual([{ name: 'stays' }]);
  });

  it('leave the list however a declaration names their numbers, and are not hidden by what names other cookies', async () => {
    await visit(
      'digits_12345=1; random_0a1b2c3d4e5f6a7b8c9d0e1f=1; id.01890a5d-ac96-774b-bcce-b302099a8057=1; one_12345=1',
    );
    await flush();
    const cookies = [
      { name: String.raw`digits_\d+`, match: 'regex' },
      { name: 'random_[0-9a-f]{24,32}', match: 'regex' },
      { name: `id.${'?'.repeat(36)}`, match: 'glob' },
      { name: 'one_?', match: 'glob' },
    ];
    const body = { category: 'STATISTICS', cookies, translations: { en: { name: 'x' } } };
    expect((await send('POST', '/admin/tracking-items', { body })).status).toBe(201);
    expect(await counts()).toEqual({ 'one_*': 1 });
    await visit('one_12345=1; digits_12345=1');
    await flush();
    expect(await counts()).toEqual({ 'one_*': 2 });
    expect(await run('SELECT name FROM privacy_undeclared_cookies')).toEqual([{ name: 'one_*' }]);
  });

  it('are counted by requests, also where one brings several that are listed as one', async () => {
    await visit('cart_11111=1; cart_22222=1; wish_33333=1');
    await flush();
    expect(await counts()).toEqual({ 'cart_*': 1, 'wish_*': 1 });
    expect(counted).toEqual(['noted', 'noted']);
  });

  it('are paged, the latest first, site by site', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await visit(`${name}=1`);
      await flush();
      clock.advance(hours(1));
    }
    await visit('only-there=1', server, 'shop.example');
    await visit('nowhere=1', server, 'nobody.example');
    await flush();
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await send('GET', `${LIST}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map(({ name }: { name: string }) => name));
      cursor = body.nextCursor as string | null;
    }
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(await counts('?site=shop')).toEqual({ 'only-there': 1 });
    for (const query of ['?site=nobody', '?limit=0', '?limit=201', '?cursor=x', '?colour=red', '?site=%00'])
      expect([query, (await send('GET', LIST + query)).status]).toEqual([query, 400]);
  });

  it('are taken from the list one by one, and come back with the cookie', async () => {
    await visit('a=1; b=1');
    await flush();
    const { id } = (await list()).find(({ name }) => name === 'a')!;
    expect((await send('DELETE', `${LIST}/${String(id)}`)).status).toBe(204);
    expect(await counts()).toEqual({ b: 1 });
    for (const gone of [String(id), 'nonsense', "'%20OR%201=1", '%00'])
      expect((await send('DELETE', `${LIST}/${gone}`)).body).toMatchObject({
        status: 404,
        code: 'UNDECLARED_COOKIE_UNKNOWN',
      });
    await visit('a=1');
    await flush();
    expect(await counts()).toEqual({ a: 1, b: 1 });
  });

  it('are shown to those with the scope only, and taken away by those with the other', async () => {
    await visit('a=1');
    await flush();
    const [{ id }] = (await list()) as [{ id: string }];
    expect((await send('GET', LIST, { token: '' })).status).toBe(401);
    expect((await send('GET', LIST, { token: 'reader' })).status).toBe(200);
    for (const [token, status] of [
      ['', 401],
      ['reader', 403],
    ] as const)
      expect((await send('DELETE', `${LIST}/${id}`, { token })).status).toBe(status);
    expect(await counts()).toEqual({ a: 1 });
  });

  it('are added up by all processes, also where they write at once', async () => {
    const other = await start({ migrations: 'leave' });
    for (let i = 0; i < 5; i++) {
      await visit('both=1; one=1');
      await visit('both=1; other=1', other);
    }
    await Promise.all([flush(), flush(other)]);
    // Who came second wrote nothing, and has not forgotten.
    await Promise.all([flush(), flush(other)]);
    await flush(other);
    await flush();
    expect(await counts()).toEqual({ both: 10, one: 5, other: 5 });
  });

  it('are not forgotten while the database is away, and written at the end', async () => {
    const silent = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    await visit('a=1');
    await run('ALTER TABLE privacy_undeclared_cookies RENAME TO gone');
    await flush();
    await visit('a=1');
    await run('ALTER TABLE gone RENAME TO privacy_undeclared_cookies');
    const reader = await start({ migrations: 'leave' });
    await started.shift()!.close();
    silent.mockRestore();
    send = httpClient(reader.url);
    expect(await counts()).toEqual({ a: 2 });
  });

  it('are counted as left out where they could not be written and newer ones have taken their room', async () => {
    const silent = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    await visit('early=1; once=1');
    await visit('early=1');
    let writing = Promise.resolve();
    await transact(server.app.get(DataSource), async (manager) => {
      await manager.query('ALTER TABLE privacy_undeclared_cookies RENAME TO gone');
      writing = flush();
      const names = Array.from({ length: 999 }, (_, i) => `made-${[...String(i)].join('x')}=1`);
      for (let i = 0; i < names.length; i += 50) await visit(names.slice(i, i + 50).join('; '));
      expect(counted).not.toContain('dropped');
    });
    await writing;
    silent.mockRestore();
    // There was room for one of the two.
    expect(counted.filter((outcome) => outcome === 'dropped')).toHaveLength(1);
    await run('ALTER TABLE gone RENAME TO privacy_undeclared_cookies');
  });

  it('are bounded against a flood of made-up names: those that are seen most stay', async () => {
    const names = Array.from({ length: 1_500 }, (_, i) => `made-${[...String(i)].join('x')}`);
    const flood = async (from: number): Promise<void> => {
      for (let i = from; i < names.length; i += 50)
        await visit(
          names
            .slice(i, i + 50)
            .map((name) => `${name}=1`)
            .join('; '),
        );
    };
    for (let i = 0; i < 3; i++) await visit('real=1');
    await flood(0);
    expect(counted.filter((outcome) => outcome === 'dropped')).toHaveLength(501);
    await flush();
    for (let i = 0; i < 2; i++) await visit('real=1; late=1');
    await flood(1_000);
    await flush();
    const rows = (await run('SELECT name, seen FROM privacy_undeclared_cookies ORDER BY seen DESC')) as {
      name: string;
      seen: number | string;
    }[];
    expect(rows).toHaveLength(500);
    expect(rows.slice(0, 2).map(({ name, seen }) => [name, Number(seen)])).toEqual([
      ['real', 5],
      ['late', 2],
    ]);
    expect(await list('?limit=200')).toHaveLength(200);
  });

  it('have names that a cookie can have, and no number of anybody', async () => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      "' DROP",
      'a b',
      'x"y',
      'n/m',
      'k'.repeat(129),
      'k'.repeat(128),
    ];
    await visit(
      [...names, 'user_4711081542', 'é', 'sid.01890a5d-ac96-774b-bcce-b302099a8057']
        .map((name) => `${name}=1`)
        .join('; '),
    );
    await visit('user_9988776655=1');
    await flush();
    expect(await counts()).toEqual({
      ['__proto__']: 1,
      constructor: 1,
      toString: 1,
      'user_*': 2,
      'sid.*': 1,
      [`${'k'.repeat(128)}`]: 1,
    });
    expect((await list()).find(({ name }) => name === 'user_*')!.declaration).toMatchObject({
      cookies: [{ name: 'user_*', match: 'glob' }],
    });
  });

  it('are all read of a browser that sends two hundred', async () => {
    const letters = 'abcdefghijklmnopqrst';
    const names = [...letters].flatMap((a) => [...letters.slice(0, 10)].map((b) => a + b));
    await visit(names.map((name) => `${name}=1`).join('; '));
    await flush();
    expect((await list('?limit=200')).map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it('are read some at a time where their names are long and nobody has met them, and all in the end', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `${'long-'.repeat(19)}${String.fromCharCode(97 + i)}`);
    const cookie = names.map((name) => `${name}=1`).join('; ');
    await visit(cookie);
    await flush();
    expect(await list()).toHaveLength(10);
    await visit(cookie);
    await flush();
    expect(Object.values(await counts())).toEqual([...Array<number>(10).fill(1), ...Array<number>(10).fill(2)]);
  });

  it('are not listed for longer than ninety days after they were seen last', async () => {
    await visit('old=1');
    await flush();
    clock.advance(days(89));
    await flush();
    expect(await counts()).toEqual({ old: 1 });
    clock.advance(days(2));
    await flush();
    expect(await counts()).toEqual({});
    expect(await run('SELECT 1 FROM privacy_undeclared_cookies')).toEqual([]);
  });

  it('are forgotten after ninety days also where their site is gone, or the list was switched off since', async () => {
    const old = Date.parse(NOON);
    const columns = 'id, site, name, seen, first_seen_at, last_seen_at';
    const addTo = (site: string, at: number): Promise<unknown> =>
      run(
        `INSERT INTO privacy_undeclared_cookies (${columns}) VALUES ('${site}-${at}', '${site}', 'x${at}', 1, ${at}, ${at})`,
      );
    const sites = async (): Promise<string[]> =>
      ((await run('SELECT site FROM privacy_undeclared_cookies')) as { site: string }[]).map(({ site }) => site).sort();
    await addTo('of-before', old);
    await addTo('of-before', old + days(80));
    clock.advance(days(91));
    await flush();
    expect(await sites()).toEqual(['of-before']);
    const silent = await start({ migrations: 'leave', options: { undeclaredCookies: 'off' } });
    await addTo('main', old);
    await addTo('of-before', old);
    await flush(silent);
    expect(await sites()).toEqual(['of-before']);
  });

  it('are not looked for where that is switched off', async () => {
    const silent = await start({ migrations: 'leave', options: { undeclaredCookies: 'off' } });
    await visit('a=1', silent);
    await flush(silent);
    expect(await counts()).toEqual({});
  });

  it('are none as long as the catalogue could not be read', async () => {
    const current = jest.spyOn(server.app.get(CatalogueMemory), 'current', 'get').mockReturnValue(undefined);
    await visit('a=1');
    current.mockRestore();
    await visit('b=1');
    await flush();
    expect(await counts()).toEqual({ b: 1 });
  });
});
