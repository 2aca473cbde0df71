import { get, type Server, type ServerResponse } from 'node:http';
import { Controller, Get, Header, Inject, type INestApplication } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, TEST_ADAPTERS, testDatabases, waitUntil } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { AnalyticsService } from '../analytics.service.js';
import { BullAnalyticsModule } from '../bull/index.js';
import { ANALYTICS_ENTITIES } from '../entities/index.js';
import { waitUntilStored } from '../testing/index.js';
import { type AnalyticsApp, type AnalyticsAppOptions, startAnalyticsApp } from '../../test/analytics-app.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const CROWD = 8;
const BEFORE_THE_END = 100;

@Controller()
class PageController {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  @Get('page')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }

  /** Answers at the latest point at which anything is answered: when the server takes no new connection any more. */
  @Get('late')
  @Header('Content-Type', 'text/html')
  async late(): Promise<string> {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    await waitUntil('the server closes', () => !server.listening);
    return 'x';
  }
}

/** One page view over a connection of its own; whether it was answered. */
const visit = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    get(url, { agent: false, headers: { 'User-Agent': FIREFOX } }, (response) => {
      response.resume().once('close', () => resolve(response.statusCode === 200));
    }).once('error', () => resolve(false));
  });

const visitUntilItEnds = async (url: string): Promise<void> => {
  while (await visit(url));
};

const storedIn = async (place: DisposableDatabase): Promise<number> => {
  const source = await new DataSource({ ...place.options, entities: ANALYTICS_ENTITIES }).initialize();
  const [row] = await source.query('SELECT COUNT(*) AS n FROM "privacy_analytics_event"');
  await source.destroy();
  return Number(row.n);
};

const CASES = TEST_ADAPTERS.flatMap((adapter) =>
  (['database', 'analytics'] as const).flatMap((first) =>
    [true, false].map((isGlobal) => ({ adapter, first, isGlobal })),
  ),
);

describe.each(CASES)('an end under load ($adapter, first the $first, global: $isGlobal)', (how) => {
  let place: DisposableDatabase;
  let accepted: number;

  const count = (app: INestApplication): void => {
    (app.getHttpServer() as Server).on('request', (_request, response: ServerResponse) =>
      response.on('finish', () => (accepted += response.statusCode === 200 ? 1 : 0)),
    );
  };
  const start = (options: AnalyticsAppOptions = {}): Promise<AnalyticsApp> =>
    startAnalyticsApp({
      ...how,
      place,
      controllers: [PageController],
      analytics: { flushInterval: 60_000 },
      configure: count,
      ...options,
    });
  const endUnderLoad = async (app: AnalyticsApp): Promise<void> => {
    const late = Array.from({ length: CROWD }, () => visit(`${app.url}/late`));
    const crowd = Array.from({ length: CROWD }, () => visitUntilItEnds(`${app.url}/page`));
    await waitUntil('the load is on', () => accepted >= BEFORE_THE_END);
    await app.close();
    await Promise.all(crowd);
    expect(await Promise.all(late)).toEqual(Array<boolean>(CROWD).fill(true));
    expect(app.app.get(AnalyticsService, { strict: false }).drops()).toEqual({});
  };

  beforeEach(async () => {
    accepted = 0;
    place = await testDatabases()[0]!.create();
  });
  afterEach(() => place.drop());

  it('stores every page view that was answered', async () => {
    await endUnderLoad(await start());
    expect(await storedIn(place)).toBe(accepted);
  });

  it('leaves every page view that was answered to the workers, with Bull', async () => {
    const prefix = newId();
    const queue = () => BullAnalyticsModule.forRoot({ url: process.env.TEST_REDIS_URL!, prefix });
    await endUnderLoad(await start({ queue: queue(), analytics: { flushInterval: 60_000, role: 'collect' } }));
    const answered = accepted;
    const worker = await start({ queue: queue(), analytics: { role: 'process' } });
    await waitUntilStored(worker.app, answered);
    await worker.close();
    expect(await storedIn(place)).toBe(answered);
  });
});

describe('a database that was closed by somebody else', () => {
  // Longer than a test may take: whoever waits for it fails.
  const analytics = { flushInterval: 60_000, shutdownTimeout: 600_000 };

  it.each<[string, number]>([
    ['that waits for the salt of the day', 0],
    ['that waits for the store', 1],
  ])('does not delay the end, and what is lost is counted and told: an event %s', async (_what, before) => {
    const errors: string[] = [];
    const app = await startAnalyticsApp({ controllers: [PageController], analytics });
    const quiet = (): void => {};
    app.app.useLogger({ log: quiet, warn: quiet, error: (message: string) => void errors.push(message) });
    for (let i = 0; i < before; i++) await visit(`${app.url}/page`);
    if (before > 0) await waitUntilStored(app.app, before);
    await app.source.destroy();
    for (let i = 0; i < 3; i++) await visit(`${app.url}/page`);
    await app.close();
    expect(app.app.get(AnalyticsService).drops()).toEqual({ shutdown: 3 });
    expect(errors.slice(-2)).toEqual([
      expect.stringContaining('3 events were lost: the store was closed'),
      'what this process lost since its start, in events: shutdown 3',
    ]);
  });
});
