import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Bull from 'bull';
import { Controller, Get, Header } from '@nestjs/common';
import { newId } from '@nest-privacy/core/kit';
import { waitUntil } from '@nest-privacy/core/testing';
import { AnalyticsService } from '../analytics.service.js';
import { type PackedBatch } from './batch-codec.js';
import { analyticsEvent, waitUntilStored } from '../testing/index.js';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { storedEvents } from '../../test/stored-events.js';
import { BullAnalyticsModule } from './bull-analytics.module.js';
import { BullAnalyticsQueue } from './bull-analytics-queue.js';
import { queueSettings } from './queue-settings.js';
import { RedisConnections } from './redis-connections.js';
import { accepts, findProgram, freePort, startServer } from '../../../../test/setup/process.cjs';

const program = findProgram('redis-server') ?? findProgram('valkey-server');
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

@Controller()
class PageController {
  @Get('page')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

/** A Redis of the test's own, for it is stopped; with Docker alone there is no such server to be had. */
(program === undefined ? describe.skip : describe)('Bull without Redis', () => {
  let port: number;
  let folder: string;
  let stop: () => Promise<void>;

  const start = async (): Promise<void> => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes', '--dir', folder];
    stop = await startServer(program!, args, { ready: () => accepts(port) });
  };
  const startApp = (options: { bufferSize?: number; shutdownTimeout?: number } = {}): Promise<AnalyticsApp> =>
    startAnalyticsApp({
      controllers: [PageController],
      analytics: options,
      queue: BullAnalyticsModule.forRoot({ url: `redis://127.0.0.1:${port}`, prefix: newId() }),
    });
  const visit = async (app: AnalyticsApp, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      const response = await fetch(`${app.url}/page`, { headers: { 'User-Agent': FIREFOX } });
      expect([response.status, await response.text()]).toEqual([200, 'x']);
    }
  };

  beforeAll(async () => {
    port = await freePort();
    folder = mkdtempSync(join(tmpdir(), 'nest-privacy-redis-'));
  });
  beforeEach(start);
  afterEach(() => stop());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('answers all requests, keeps what the buffer holds, counts the rest, and goes on by itself', async () => {
    const app = await startApp({ bufferSize: 10 });
    await visit(app, 5);
    await waitUntilStored(app.app, 5);
    await stop();
    await visit(app, 25);
    expect(app.app.get(AnalyticsService).drops()).toEqual({ 'buffer-full': 15 });
    await start();
    await waitUntil('the buffered ones are stored', async () => (await storedEvents(app.source)).length === 15);
    await visit(app, 3);
    await waitUntilStored(app.app, 18);
    await app.close();
  });

  it('starts, and counts what it takes in once Redis is there', async () => {
    await stop();
    const app = await startApp();
    await visit(app, 3);
    await start();
    await waitUntilStored(app.app, 3);
    await app.close();
  });

  it('ends in time, and counts what it could not hand over', async () => {
    const app = await startApp({ shutdownTimeout: 500 });
    await stop();
    await visit(app, 3);
    const analytics = app.app.get(AnalyticsService);
    await app.close();
    expect(analytics.drops()).toEqual({ shutdown: 3 });
    await start();
  });

  it('hands a batch to another worker when one dies in the middle of it', async () => {
    const prefix = newId();
    const worker = (): { queue: BullAnalyticsQueue; connections: RedisConnections } => {
      const connections = new RedisConnections(`redis://127.0.0.1:${port}`);
      const bull = new Bull<PackedBatch>('stalled', queueSettings(connections, prefix));
      return { queue: new BullAnalyticsQueue(bull, connections, 1), connections };
    };
    const [dying, living] = [worker(), worker()];
    let taken = false;
    let release = (): void => {};
    dying.queue.start(() => {
      taken = true;
      return new Promise((resolve) => (release = resolve));
    });
    await dying.queue.enqueue({ id: newId(), events: [analyticsEvent()] });
    await waitUntil('it is taken', () => taken);
    await dying.connections.close();
    const seen: number[] = [];
    living.queue.start(({ batch }) => Promise.resolve(void seen.push(batch.events.length)));
    await waitUntil('the other worker has it', () => seen.length === 1, 25_000);
    release();
    await living.queue.close(1_000);
    await dying.queue.close(1_000);
  }, 40_000);
});
