import { ConsentChangeListener, days, minutes, seconds, type SubjectConsentChange } from '@nest-privacy/core';
import { type DisposableDatabase, ManualClock, testDatabases, waitUntil } from '@nest-privacy/core/testing';
import { type AnalyticsApp, startAnalyticsApp } from '../test/analytics-app.js';
import { AGENT, ANNA, BERT, consentBySubject, PagesController } from '../test/consenting-subjects.js';
import { ANALYTICS_TABLES } from '../test/migrated.js';
import { AnalyticsEventEntity } from './entities/analytics-event.entity.js';
import { AnalyticsPendingErasureEntity } from './entities/analytics-pending-erasure.entity.js';
import { AnalyticsStatistics } from './index.js';
import { ErasureWorker } from './pipeline/erasure-worker.js';
import { AnalyticsQueue, type EventBatch } from './queue/analytics-queue.js';
import { InProcessQueue } from './queue/in-process-queue.js';
import { TypeOrmVisitorEvents } from './typeorm/typeorm-visitor-events.js';

describe.each(testDatabases())('who takes consent back, on $name', (database) => {
  let clock: ManualClock;
  let place: DisposableDatabase;
  let server: AnalyticsApp;
  let visits: number;

  const start = (): Promise<AnalyticsApp> =>
    startAnalyticsApp({
      place,
      controllers: [PagesController],
      core: { clock },
      ports: [consentBySubject],
      analytics: { secrets: ['a-secret-for-the-tests-only-0123456789'] },
    });
  beforeEach(async () => {
    clock = new ManualClock(Date.parse('2026-01-31T12:00:00Z'));
    place = await database.create(ANALYTICS_TABLES);
    server = await start();
    visits = 0;
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
    await place.drop();
  });

  const stored = (): Promise<number> => server.source.manager.count(AnalyticsEventEntity);
  const pending = (): Promise<number> => server.source.manager.count(AnalyticsPendingErasureEntity);
  /** @returns the visitor cookie as the browser sends it from now on */
  const visit = async (path: string, subject?: string, cookie = ''): Promise<string> => {
    const headers = { 'User-Agent': AGENT, Cookie: cookie, ...(subject !== undefined && { 'X-Subject': subject }) };
    const response = await fetch(server.url + path, { headers });
    clock.advance(1_000);
    return response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  };
  const visited = async (path: string, subject?: string, cookie = ''): Promise<string> => {
    const given = await visit(path, subject, cookie);
    visits += 1;
    await waitUntil('it is stored', async () => (await stored()) >= visits);
    return given;
  };
  /** As a consent module tells. */
  const tell = async (
    subjectId: string,
    statistics: 'granted' | 'denied',
    follows: 'nothing' | 'decision',
  ): Promise<void> => {
    const listener = server.app.get<ConsentChangeListener>(ConsentChangeListener, { strict: false });
    const change: SubjectConsentChange = {
      siteId: 'default',
      subjectId,
      changeId: '0199a0f6-9d6c-7c3e-8f5a-3b1d2c4e5f99',
      follows,
      decisions: { STATISTICS: statistics },
      at: clock.now(),
    };
    if (listener.wants!(change)) await listener.changed(change);
  };
  const worker = (): ErasureWorker => server.app.get(ErasureWorker, { strict: false });
  const withdraw = async (subjectId: string): Promise<void> => {
    await tell(subjectId, 'denied', 'decision');
    await worker().run();
  };
  const numbers = async (): Promise<object> => {
    const period = { from: '2026-01-01', to: '2026-04-30', site: 'default' };
    const { metrics } = await server.app.get(AnalyticsStatistics).aggregate(period);
    return { pageviews: metrics.pageviews, visitors: metrics.visitors, visits: metrics.visits };
  };

  it('is gone from events, visits and sums of all days, and nobody else is', async () => {
    const cookie = await visited('/articles/one', ANNA);
    clock.advance(days(40));
    await visited('/articles/two', ANNA, cookie);
    await visited('/articles/three', ANNA);
    await visited('/articles/four', BERT);
    await visited('/articles/five');
    expect(await numbers()).toEqual({ pageviews: 5, visitors: 4, visits: 3 });
    await withdraw(ANNA);
    // The one who did not consent may be the other: both came from one network with one browser.
    expect(await numbers()).toEqual({ pageviews: 2, visitors: 2, visits: 1 });
    expect(await stored()).toBe(2);
  });

  it('leaves nothing behind where nobody else was there', async () => {
    await visited('/articles/one', ANNA);
    await withdraw(ANNA);
    expect(await numbers()).toEqual({ pageviews: 0, visitors: 0, visits: 0 });
  });

  it('has whatever a queue still held kept out, and what comes later counted', async () => {
    const held: EventBatch[] = [];
    const enqueue = jest.spyOn(InProcessQueue.prototype, 'enqueue');
    enqueue.mockImplementation((batch) => Promise.resolve(void held.push(batch)));
    const cookie = await visit('/articles/one', ANNA);
    await waitUntil('the queue holds it', () => Promise.resolve(held.length > 0));
    await withdraw(ANNA);
    enqueue.mockRestore();
    const queue = server.app.get<AnalyticsQueue>(AnalyticsQueue, { strict: false });
    for (const batch of held) await queue.enqueue(batch);
    clock.advance(1);
    await visited('/articles/later', BERT, cookie);
    await waitUntil('the queue is empty', async () => (await queue.depth()) === 0);
    expect(await numbers()).toEqual({ pageviews: 1, visitors: 1, visits: 1 });
  });

  it('is erased a second time some seconds later, for what was being stored meanwhile, and then forgotten', async () => {
    await visited('/articles/one', BERT);
    await withdraw(ANNA);
    const waiting = await pending();
    expect(waiting).toBeGreaterThan(0);
    clock.set(clock.now() - 1);
    // As if the batch had looked for erased visitors before this one was.
    jest.spyOn(server.source.manager, 'findBy').mockResolvedValue([]);
    await visited('/articles/two', ANNA);
    jest.restoreAllMocks();
    clock.advance(seconds(3));
    await worker().run();
    expect(await pending()).toBe(waiting);
    clock.advance(seconds(2));
    await worker().run();
    expect([await stored(), await pending()]).toEqual([1, 0]);
  });

  it('is known again once consent is given again, and what is done then stays', async () => {
    await visited('/articles/one', ANNA);
    await withdraw(ANNA);
    visits = 0;
    clock.advance(seconds(6));
    await worker().run();
    await tell(ANNA, 'granted', 'nothing');
    expect(await pending()).toBe(0);
    clock.advance(1);
    await visited('/articles/two', ANNA);
    clock.advance(minutes(1));
    await worker().run();
    expect(await numbers()).toEqual({ pageviews: 1, visitors: 1, visits: 1 });
  });

  it('and never gave any has nothing erased', async () => {
    await tell(ANNA, 'denied', 'nothing');
    await tell(ANNA, 'granted', 'decision');
    expect(await pending()).toBe(0);
  });

  it('is erased by another process where this one dies before', async () => {
    await visited('/articles/one', ANNA);
    jest.spyOn(TypeOrmVisitorEvents.prototype, 'erase').mockImplementation(() => {
      throw new Error('killed');
    });
    await withdraw(ANNA);
    expect(await stored()).toBe(1);
    await server.close();
    jest.restoreAllMocks();
    clock.advance(minutes(1) + 1);
    server = await start();
    await waitUntil('it is erased', async () => (await stored()) === 0);
  });

  it('is told again by whoever keeps the changes while the database is away', async () => {
    await visited('/articles/one', ANNA);
    const upsert = jest.spyOn(server.source.manager, 'upsert').mockRejectedValue(new Error('away'));
    await expect(tell(ANNA, 'denied', 'decision')).rejects.toThrow();
    upsert.mockRestore();
    await withdraw(ANNA);
    expect(await stored()).toBe(0);
  });
});
