import { Controller, Get, Header, type Type } from '@nestjs/common';
import { newId } from '@nest-privacy/core/kit';
import { testDatabases, waitUntil } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { BullAnalyticsModule } from '../bull/index.js';
import { startAnalyticsApp } from '../../test/analytics-app.js';
import { storedEvents } from '../../test/stored-events.js';
import { ANALYTICS_ENTITIES } from '../entities/index.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

@Controller()
class PageController {
  @Get('page')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

const visits = async (url: string, count: number): Promise<void> => {
  const visit = async (): Promise<unknown> =>
    (await fetch(`${url}/page`, { headers: { 'User-Agent': FIREFOX } })).text();
  await Promise.all(Array.from({ length: count }, visit));
};

describe.each(testDatabases())('an orderly end on $name', (database) => {
  it.each(['in process', 'on Bull'])('loses nothing that was answered, with the queue %s', async (kind) => {
    const place = await database.create();
    const queue = (): { queue: ReturnType<typeof BullAnalyticsModule.forRoot> } | object =>
      kind === 'on Bull' ? { queue: BullAnalyticsModule.forRoot({ url: process.env.TEST_REDIS_URL!, prefix }) } : {};
    const prefix = newId();
    const app = await startAnalyticsApp({
      place,
      controllers: [PageController as Type],
      analytics: { flushInterval: 60_000 },
      ...queue(),
    });
    await visits(app.url, 60);
    await app.close();
    if (kind === 'on Bull') {
      const worker = await startAnalyticsApp({ place, analytics: { role: 'process' }, ...queue() });
      await waitUntil('the worker has stored all', async () => (await storedEvents(worker.source)).length >= 60);
      await worker.close();
    }
    const source = await new DataSource({ ...place.options, entities: ANALYTICS_ENTITIES }).initialize();
    const rows = await storedEvents(source);
    await source.destroy();
    await place.drop();
    expect(rows).toHaveLength(60);
    expect(new Set(rows.map(({ visitor }) => visitor)).size).toBe(1);
  });
});

describe('roles', () => {
  it.each(['collect', 'process'] as const)('"%s" refuses a queue that no other process can reach', async (role) => {
    await expect(startAnalyticsApp({ analytics: { role } })).rejects.toMatchObject({ code: 'ANALYTICS_QUEUE_LOCAL' });
  });
});
