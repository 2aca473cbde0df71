import { DatabaseUnavailableException } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { type DataSource } from 'typeorm';
import { resolveAnalyticsOptions } from '../config/resolve-analytics-options.js';
import { type AnalyticsDestination } from '../forward/analytics-destination.js';
import { Forwarder } from '../forward/forwarder.js';
import { storeOn } from '../../test/store-on.js';
import { analyticsEvent } from '../testing/index.js';
import { storedEvents } from '../../test/stored-events.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type Delivery } from '../queue/analytics-queue.js';
import { BatchProcessor } from './batch-processor.js';
import { DropCounter } from '../event/drop-counter.js';
import { InProcessQueue } from '../queue/in-process-queue.js';
import { ParkedEventsError } from '../queue/parked-events.error.js';
import { ANALYTICS_TABLES, migrated } from '../../test/migrated.js';

const collecting = (into: AnalyticsEvent[]): AnalyticsDestination => ({
  name: 'collecting',
  requires: 'STATISTICS',
  batchSize: 20,
  attempts: 1,
  deliver: (events) => {
    into.push(...events);
    return Promise.resolve('accepted');
  },
});

const delivery = (events: readonly AnalyticsEvent[], attempt = 1): Delivery => ({
  batch: { id: newId(), events },
  attempt,
});

describe.each(testDatabases())('batches on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  const open = (): Promise<DataSource> => migrated(place);
  const processor = (
    on: DataSource = source,
    destinations: AnalyticsDestination[] = [],
  ): { processor: BatchProcessor; drops: DropCounter; queue: InProcessQueue; forwarder: Forwarder } => {
    const drops = new DropCounter();
    const queue = new InProcessQueue();
    const forwarder = new Forwarder(resolveAnalyticsOptions({ destinations }), queue, drops);
    return { processor: new BatchProcessor(storeOn(on), forwarder, drops), drops, queue, forwarder };
  };

  beforeAll(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await open();
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });
  beforeEach(() => source.query('DELETE FROM "privacy_analytics_event"'));

  it('that are delivered three times count once', async () => {
    const batch = delivery(Array.from({ length: 500 }, (_, i) => analyticsEvent({ page: `/${i % 50}` })));
    const { processor: worker } = processor();
    await worker.process(batch);
    await Promise.all([worker.process(batch), processor().processor.process(batch)]);
    expect(await storedEvents(source)).toHaveLength(500);
  });

  it('from workers with the same new texts at once neither fail nor wait for each other in a circle', async () => {
    const others = await Promise.all([open(), open()]);
    const stores = database.name === 'SQLite' ? [source, source, source] : [source, ...others];
    await Promise.all(
      stores.map((on, worker) => {
        const events = Array.from({ length: 300 }, (_, i) =>
          analyticsEvent({ page: `/new/${(i * 7 + worker * 100) % 300}` }),
        );
        return processor(on).processor.process(delivery(events));
      }),
    );
    await Promise.all(others.map((other) => other.destroy()));
    expect(await storedEvents(source)).toHaveLength(900);
    const [terms] = await source.query(`SELECT COUNT(*) AS n FROM "privacy_analytics_term" WHERE "text" LIKE '/new/%'`);
    expect(Number(terms.n)).toBe(300);
  });

  it.each<[string, unknown]>([
    ['no time', { at: undefined }],
    ['a time that is none', { at: 1e30 }],
    ['an id that is none', { id: 'x' }],
    ['a text that is missing', { page: undefined }],
    ['properties that cannot be read', { properties: 5n }],
  ])('lose only the one event that has %s, and count it', async (_what, fault) => {
    const events = Array.from({ length: 20 }, () => analyticsEvent());
    events[13] = { ...analyticsEvent(), ...(fault as Partial<AnalyticsEvent>) };
    const { processor: worker, drops } = processor();
    await worker.process(delivery(events));
    expect(await storedEvents(source)).toHaveLength(19);
    expect(drops.totals()).toEqual({ poison: 1 });
  });

  it('that are no batches are left to others, and kept aside and counted when nobody can read them', async () => {
    const { processor: worker, drops } = processor();
    await expect(worker.process({ batch: { id: 'x' } as never, attempt: 1 })).rejects.toThrow('cannot be read');
    expect(drops.totals()).toEqual({});
    await expect(worker.process({ batch: { id: 'x' } as never, attempt: 10 })).rejects.toThrow(ParkedEventsError);
    expect(drops.totals()).toEqual({ parked: 1 });
  });

  it('are forwarded as far as they are stored, where the store goes away in the middle of one', async () => {
    const { drops, queue, forwarder } = processor(source, [collecting([])]);
    const store = storeOn(source);
    let appends = 0;
    const fickle = {
      isOpen: true,
      append: (events: readonly AnalyticsEvent[]) =>
        (appends += 1) === 4
          ? Promise.reject(new DatabaseUnavailableException('unreachable', 0))
          : store.append(events),
    };
    const worker = new BatchProcessor(fickle, forwarder, drops);
    const events = Array.from({ length: 8 }, () => analyticsEvent({ permits: ['STATISTICS'] }));
    events[5] = { ...events[5]!, at: Number.NaN };
    await expect(worker.process(delivery(events))).rejects.toThrow(DatabaseUnavailableException);
    await worker.process(delivery(events, 2));
    const offered: string[] = [];
    queue.start(({ batch }) => Promise.resolve(void offered.push(...batch.events.map(({ id }) => id))));
    await queue.close(5_000);
    expect(offered.sort()).toEqual(events.filter((_, i) => i !== 5).map(({ id }) => id));
    expect(drops.totals()).toEqual({ poison: 1 });
  });

  it('fail as a whole while the database is away, so that the queue tries again', async () => {
    const away = await open();
    await away.destroy();
    const { processor: worker, drops } = processor(away);
    await expect(worker.process(delivery([analyticsEvent()]))).rejects.toThrow();
    expect(drops.totals()).toEqual({});
  });

  it('keep every text, however odd', async () => {
    const pages = ['/%00', "/'; DROP TABLE x; --", '/ü/漢字/😀', '/"quoted"', '/a|b', `/${'x'.repeat(511)}`];
    await processor().processor.process(delivery(pages.map((page, i) => analyticsEvent({ page, at: i }))));
    expect((await storedEvents(source)).map(({ page }) => page)).toEqual(pages);
  });

  it('are forwarded once, only what the visitor permits, and given up in the end', async () => {
    const delivered: string[][] = [];
    let fails = 1;
    const destination: AnalyticsDestination = {
      name: 'test',
      requires: 'MARKETING',
      batchSize: 2,
      attempts: 2,
      deliver: (events) => {
        if (fails-- > 0) return Promise.reject(new Error('away'));
        delivered.push(events.map(({ page }) => page));
        return Promise.resolve('accepted');
      },
    };
    const { processor: worker, queue, forwarder } = processor(source, [destination]);
    const events = ['/a', '/b', '/c', '/d'].map((page) =>
      analyticsEvent({ page, permits: page === '/b' ? ['STATISTICS'] : ['MARKETING'] }),
    );
    for (let i = 0; i < 3; i++) await worker.process(delivery(events));
    queue.start((delivery) => forwarder.deliver(delivery));
    expect(await queue.close(5_000)).toBe(0);
    expect(delivered.sort((a, b) => a.length - b.length)).toEqual([['/d'], ['/a', '/c']]);
    fails = Infinity;
    await expect(forwarder.deliver({ batch: { id: 'x', destination: 'test', events }, attempt: 1 })).rejects.toThrow(
      'away',
    );
    await forwarder.deliver({ batch: { id: 'x', destination: 'test', events }, attempt: 2 });
  });
});
