import { Controller, Get, Header, Inject, Post, Query, Req } from '@nestjs/common';
import { type IncomingMessage } from 'node:http';
import { CoreModule, DataSubject, days } from '@nest-privacy/core';
import {
  type DisposableDatabase,
  ManualClock,
  startTestApp,
  testDatabases,
  waitUntil,
} from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import fc from 'fast-check';
import { Column, DataSource, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type AnalyticsApp, startAnalyticsApp } from '../test/analytics-app.js';
import { consentByHeader } from '../test/consent-by-header.js';
import { ANALYTICS_TABLES, migrated } from '../test/migrated.js';
import { storedEvents } from '../test/stored-events.js';
import { AnalyticsContributor } from './analytics.contributor.js';
import { AnalyticsModule } from './analytics.module.js';
import { AnalyticsService } from './analytics.service.js';
import { AnalyticsEventEntity } from './entities/analytics-event.entity.js';
import { AnalyticsOutboxEntity } from './entities/analytics-outbox.entity.js';
import { lastingVisitor } from './identity/visitor-hash.js';
import { type TransactionContext } from './intake/track-context.js';
import { OutboxRelay } from './pipeline/outbox-relay.js';
import { EventOutbox } from './store/event-outbox.js';
import { InMemoryStoreModule } from './testing/index.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

@Entity('shop_order')
class OrderEntity {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column('integer')
  total!: number;
}

const SECRET = 'a-secret-for-the-tests-only-0123456789';
const rows: AnalyticsOutboxEntity[] = [];

@Controller()
class ShopController {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(AnalyticsService) private readonly analytics: AnalyticsService,
  ) {}

  @Get('shop')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }

  @Post('orders')
  order(@Req() request: { readonly raw: IncomingMessage }, @Query('total') total: string): Promise<void> {
    return transact(this.source, async (manager) => {
      await manager.insert(OrderEntity, { total: Number(total) });
      await this.analytics.track('order', { total: Number(total) }, { request, manager });
      rows.push(...(await manager.find(AnalyticsOutboxEntity)));
      if (total === '0') throw new Error('nothing was bought');
    });
  }
}

describe.each(testDatabases())('an event in a transaction of the application’s, on $name', (database) => {
  let place: DisposableDatabase;
  let shop: AnalyticsApp;
  let analytics: AnalyticsService;
  const clock = new ManualClock();

  const start = async (): Promise<void> => {
    shop = await startAnalyticsApp({
      place,
      entities: [OrderEntity],
      controllers: [ShopController],
      core: { clock, trustedProxies: ['127.0.0.1'] },
      ports: [consentByHeader],
      analytics: { signals: 'drop', bots: 'drop', forwardedAddress: 'masked', secrets: [SECRET] },
    });
    analytics = shop.app.get(AnalyticsService, { strict: false });
  };
  const order = (total: number, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${shop.url}/orders?total=${total}`, {
      method: 'POST',
      headers: { 'User-Agent': FIREFOX, ...headers },
    });
  const stored = (): Promise<number> => shop.source.manager.count(AnalyticsEventEntity);
  const orders = (): Promise<number> => shop.source.manager.count(OrderEntity);
  const within = (work: (context: TransactionContext) => Promise<void>): Promise<void> =>
    transact(shop.source, (manager) => work({ manager }));
  const relay = (): Promise<void> => shop.app.get(OutboxRelay, { strict: false }).run();

  beforeEach(async () => {
    place = await database.create(ANALYTICS_TABLES);
    // One connection to all: whoever asks for another within a transaction waits for ever.
    if (place.options.type === 'postgres') Object.assign(place.options, { extra: { max: 1 } });
    const source = await migrated(place);
    const id = database.name === 'SQLite' ? 'integer PRIMARY KEY AUTOINCREMENT' : 'serial PRIMARY KEY';
    await source.query(`CREATE TABLE "shop_order" ("id" ${id}, "total" integer NOT NULL)`);
    await source.destroy();
    await start();
    rows.length = 0;
  });
  afterEach(async () => {
    await shop.close();
    await place.drop();
  });

  it('counts once it is committed, by itself, for the visitor of the request', async () => {
    expect((await order(42)).status).toBe(201);
    await waitUntil('it is stored', async () => (await stored()) === 1);
    await fetch(`${shop.url}/shop`, { headers: { 'User-Agent': FIREFOX } });
    await waitUntil('the page is stored', async () => (await stored()) === 2);
    const [sale, page] = await storedEvents(shop.source);
    expect(sale).toMatchObject({ name: 'order', visitor: page!.visitor, client: page!.client });
    expect(sale!.properties).toContain('42');
    expect(page!.visitor).not.toBeNull();
    expect(await shop.source.manager.count(AnalyticsOutboxEntity)).toBe(0);
  });

  it('is nowhere after a rollback', async () => {
    expect((await order(0)).status).toBe(500);
    expect(rows).toHaveLength(1);
    await relay();
    expect([await orders(), await stored(), await shop.source.manager.count(AnalyticsOutboxEntity)]).toEqual([0, 0, 0]);
  });

  it('is written without address and user agent', async () => {
    await order(1, { 'X-Decision': 'everything', 'X-Forwarded-For': '198.51.100.7' });
    const [row] = rows;
    expect(JSON.parse(row!.payload)).toMatchObject({
      kind: 'event',
      name: 'order',
      activity: 'live',
      browser: 'Firefox',
    });
    expect(row!.payload).not.toMatch(/198\.51\.100|Mozilla|rv:140|"address"/);
  });

  it('is not written where it would not be counted: a signal, a machine', async () => {
    expect((await order(1, { DNT: '1' })).status).toBe(201);
    expect((await order(2, { 'User-Agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })).status).toBe(201);
    expect([await orders(), rows.length]).toEqual([2, 0]);
    expect(analytics.drops()).toEqual({ signal: 1, bot: 1 });
  });

  it('stands if and only if its order does, in 200 transactions of which any may fail', async () => {
    const fates = fc.sample(fc.constantFrom('commit', 'throw', 'before', 'invalid'), 200);
    const run = (fate: string, total: number): Promise<void> =>
      within(async ({ manager }) => {
        await manager.insert(OrderEntity, { total });
        if (fate === 'before') throw new Error('before');
        await analytics.track(fate === 'invalid' ? '' : 'order', { total }, { manager });
        if (fate === 'throw') throw new Error('after');
      });
    const ends = await Promise.allSettled(fates.map(run));
    expect(ends.map(({ status }) => status === 'fulfilled')).toEqual(fates.map((fate) => fate === 'commit'));
    await relay();
    const totals = (await shop.source.manager.find(OrderEntity)).map(({ total }) => total);
    const events = (await storedEvents(shop.source)).map(({ properties }) => /\d+/.exec(properties)![0]);
    expect(events.map(Number).sort()).toEqual(totals.sort());
    expect(totals).toHaveLength(fates.filter((fate) => fate === 'commit').length);
  });

  it('is late without a request, and of its own time, visitor and site', async () => {
    const at = new Date(clock.now() - days(1));
    let payload: unknown;
    await within(async ({ manager }) => {
      await analytics.trackWithin(manager, 'refund', undefined, { at, visitor: 'account-7' });
      payload = JSON.parse((await manager.find(AnalyticsOutboxEntity))[0]!.payload);
    });
    expect(payload).toMatchObject({ at: at.getTime(), activity: 'late', persistent: true, site: 'default' });
    await relay();
    expect((await storedEvents(shop.source)).map((event) => event.at)).toEqual([at.getTime()]);
  });

  it('is exported and erased with its visitor, also while it waits or after it was given up', async () => {
    const contributor = shop.app.get(AnalyticsContributor, { strict: false });
    const outbox = shop.app.get<EventOutbox>(EventOutbox, { strict: false });
    const anna = DataSubject.of([{ kind: 'visitor', value: lastingVisitor('default', 'anna') }]);
    await within(({ manager }) => analytics.trackWithin(manager, 'order', {}, { visitor: 'anna' }));
    const exported: unknown[] = [];
    for await (const { data } of contributor.export(anna)) exported.push(data['name']);
    expect(exported).toEqual(['order']);
    await within(async ({ manager }) => {
      for (const visitor of ['anna', 'bert']) await analytics.trackWithin(manager, 'order', {}, { visitor });
      await manager.update(AnalyticsOutboxEntity, { tries: 0 }, { due: null });
    });
    let erased = 0;
    for await (const step of contributor.erase(anna)) erased += step.erased;
    expect([erased, await outbox.size()]).toEqual([2, { waiting: 0, parked: 1 }]);
  });

  it('is stored by the end of an orderly shutdown, and by the next process if it was not', async () => {
    await within((context) => analytics.track('order', { total: 1 }, context));
    await shop.app.close();
    await start();
    expect(await stored()).toBe(1);
  });

  it.each([
    ['no name', '', {}, {}],
    ['properties of another kind', 'order', { total: { of: 1 } }, {}],
    ['a time in the future', 'order', {}, { at: new Date('2999-01-01') }],
    ['a site that is none', 'order', {}, { site: 'nowhere' }],
  ])('fails with its transaction when it is not well formed: %s', async (_what, name, properties, facts) => {
    const writing = within(async (context) => {
      await context.manager.insert(OrderEntity, { total: 1 });
      await analytics.track(name, properties as never, { ...facts, ...context });
    });
    await expect(writing).rejects.toMatchObject({ problem: { code: 'EVENT_INVALID', status: 400 } });
    expect(await orders()).toBe(0);
  });

  it('is refused by a manager of no transaction, and of another database', async () => {
    await expect(analytics.track('order', {}, { manager: shop.source.manager })).rejects.toMatchObject({
      code: 'OUTBOX_TRANSACTION',
    });
    await expect(analytics.track('order', {}, { manager: null as never })).rejects.toMatchObject({
      code: 'OUTBOX_TRANSACTION',
    });
    const other = await database.create(ANALYTICS_TABLES);
    const source = await migrated(other);
    const writing = transact(source, (manager) => analytics.track('order', {}, { manager }));
    await expect(writing).rejects.toMatchObject({ code: 'OUTBOX_DATA_SOURCE' });
    await source.destroy();
    await other.drop();
  });

  it('leaves what is tracked without a manager as it was: at once, and without ever throwing', () => {
    expect([analytics.track('order'), analytics.track(''), analytics.track('order', {}, {})]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('a store of the application’s own', () => {
  it('has no transaction of TypeORM, and says so', async () => {
    const { app, close } = await startTestApp({
      adapter: 'fastify',
      imports: [CoreModule.forRoot(), AnalyticsModule.forRoot({ store: InMemoryStoreModule })],
    });
    const writing = app.get(AnalyticsService).track('order', {}, { manager: {} as never });
    await expect(writing).rejects.toMatchObject({ code: 'OUTBOX_STORE' });
    await close();
  });
});
