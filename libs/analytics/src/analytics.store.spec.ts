import { Controller, Get, Header } from '@nestjs/common';
import { AdminAccess, CoreModule } from '@nest-privacy/core';
import { startTestApp, TEST_ADAPTERS, type TestApp, waitUntil } from '@nest-privacy/core/testing';
import { AnalyticsModule } from './analytics.module.js';
import { AnalyticsService } from './analytics.service.js';
import { type Aggregate, type Breakdown, type TimeSeries } from './statistics/answers.js';
import { InMemoryAnalyticsStore, InMemoryStoreModule } from './testing/index.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

@Controller()
class PagesController {
  @Get('pages/:name')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

describe.each(TEST_ADAPTERS)('a store of the application’s own, without TypeORM, under %s', (adapter) => {
  let app: TestApp;

  const visit = (path: string): Promise<Response> => fetch(app.url + path, { headers: { 'User-Agent': FIREFOX } });
  const ask = async <T>(question: string): Promise<T> => {
    const today = new Date().toISOString().slice(0, 10);
    const response = await fetch(`${app.url}/admin/analytics/${question}from=${today}&to=${today}`);
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };

  beforeAll(async () => {
    app = await startTestApp({
      adapter,
      controllers: [PagesController],
      imports: [
        CoreModule.forRoot(),
        AnalyticsModule.forRootAsync({
          store: InMemoryStoreModule,
          useFactory: () => ({ flushInterval: 20 }),
          extraProviders: [
            {
              provide: AdminAccess,
              useValue: { administratorOf: () => ({ id: 'ada', scopes: new Set(['analytics:read']) }) },
            },
          ],
        }),
      ],
    });
    for (const path of ['/pages/a', '/pages/b', '/pages/a']) await visit(path);
    expect(app.app.get(AnalyticsService).track('sale', { total: 42 })).toBe(true);
    const { events } = app.app.get(InMemoryAnalyticsStore, { strict: false });
    await waitUntil('all is stored', () => events.length === 4);
  });
  afterAll(() => app.close());

  it('answers every question of the statistics', async () => {
    const { metrics } = await ask<Aggregate>('aggregate?');
    expect(metrics).toMatchObject({ pageviews: 3, visitors: 1, events: 1 });
    const { series } = await ask<TimeSeries>('timeseries?interval=day&');
    expect(series.map(({ metrics: { pageviews } }) => pageviews)).toEqual([3]);
    const { items } = await ask<Breakdown>('breakdown?dimension=page&');
    expect(items.map(({ value, metrics: { pageviews } }) => [value, pageviews])).toEqual([
      ['/pages/a', 2],
      ['/pages/b', 1],
    ]);
  });
});

describe('options of the tables beside a store of the application’s own', () => {
  it.each([
    ['saltKey', { saltKey: 'a-salt-key-of-thirty-two-characters' }],
    ['newTextsPerHour', { newTextsPerHour: 5 }],
  ])('stop the start: %s', async (name, options) => {
    const started = startTestApp({
      adapter: 'fastify',
      imports: [CoreModule.forRoot(), AnalyticsModule.forRoot({ ...options, store: InMemoryStoreModule })],
    });
    await expect(started).rejects.toMatchObject({
      code: 'ANALYTICS_OPTION_INVALID',
      message: expect.stringContaining(name),
    });
  });
});
