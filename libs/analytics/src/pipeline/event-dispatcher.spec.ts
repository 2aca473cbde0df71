import { ManualClock } from '@nest-privacy/core/testing';
import { resolveAnalyticsOptions } from '../config/resolve-analytics-options.js';
import { AgentClassifier } from '../event/agent-classifier.js';
import { type AnalyticsModuleOptions } from '../analytics.options.js';
import { type Hit, NOTHING_KNOWN } from '../event/hit.js';
import { type SaltSource } from '../identity/salt-source.js';
import { InMemorySalts } from '../identity/in-memory-salts.js';
import { type AnalyticsQueue, type EventBatch } from '../queue/analytics-queue.js';
import { DropCounter } from '../event/drop-counter.js';
import { EventDeriver } from '../derive/event-deriver.js';
import { EventDispatcher } from './event-dispatcher.js';

const hit = (url: string): Hit => ({
  ...NOTHING_KNOWN,
  at: Date.parse('2026-06-15T12:00:00Z'),
  site: 'default',
  host: 'example.com',
  url,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  address: '192.0.2.1',
});

/** A queue that can be told to be away. */
class FickleQueue implements AnalyticsQueue {
  readonly batches: EventBatch[] = [];
  away = false;

  enqueue(batch: EventBatch): Promise<void> {
    if (this.away) return Promise.reject(new Error('away'));
    this.batches.push(batch);
    return Promise.resolve();
  }
  start(): void {}
  depth(): Promise<number> {
    return Promise.resolve(this.batches.length);
  }
  parked(): Promise<number> {
    return Promise.resolve(0);
  }
  close(): Promise<number> {
    return Promise.resolve(0);
  }
  get pages(): string[] {
    return this.batches.flatMap(({ events }) => events.map(({ page }) => page));
  }
}

describe('the buffer', () => {
  const set = (
    options: AnalyticsModuleOptions = {},
    salts: SaltSource = new InMemorySalts(new ManualClock()),
  ): { dispatcher: EventDispatcher; queue: FickleQueue; drops: DropCounter } => {
    const config = resolveAnalyticsOptions(options);
    const drops = new DropCounter();
    const queue = new FickleQueue();
    const deriver = new EventDeriver(config, new AgentClassifier(config), salts, drops);
    return { dispatcher: new EventDispatcher(config, deriver, queue, drops), queue, drops };
  };
  const push = (dispatcher: EventDispatcher, count: number, from = 0): void => {
    for (let i = from; i < from + count; i++) dispatcher.push(hit(`/${i}`));
  };

  it('makes batches of the size that is set', async () => {
    const { dispatcher, queue } = set({ batchSize: 4 });
    push(dispatcher, 10);
    await dispatcher.flush();
    expect(queue.batches.map(({ events }) => events.length)).toEqual([4, 4, 2]);
  });

  it('drops the oldest when it is full, in whatever state they wait', async () => {
    const { dispatcher, queue, drops } = set({ bufferSize: 5, batchSize: 2 });
    queue.away = true;
    push(dispatcher, 4);
    await dispatcher.flush();
    push(dispatcher, 4, 4);
    expect(dispatcher.size).toBe(5);
    queue.away = false;
    await dispatcher.flush();
    await dispatcher.close(() => true);
    // 0 and 1 were already on their way as a batch.
    expect(queue.pages).toEqual(['/0', '/1', '/5', '/6', '/7']);
    expect(drops.totals()).toEqual({ 'buffer-full': 3 });
  });

  it('drops the newest where it is told to', async () => {
    const { dispatcher, queue, drops } = set({ bufferSize: 3, overflow: 'drop-newest' });
    push(dispatcher, 5);
    await dispatcher.flush();
    expect(queue.pages).toEqual(['/0', '/1', '/2']);
    expect(drops.totals()).toEqual({ 'buffer-full': 2 });
  });

  it('offers a batch again under the same id, and loses nothing', async () => {
    const { dispatcher, queue } = set();
    queue.away = true;
    push(dispatcher, 3);
    await dispatcher.flush();
    push(dispatcher, 2, 3);
    queue.away = false;
    await dispatcher.close(() => true);
    expect(queue.pages).toEqual(['/0', '/1', '/2', '/3', '/4']);
  });

  it('waits for the salt, and knows visitors once it is there', async () => {
    let broken = true;
    const salts = new InMemorySalts(new ManualClock());
    const { dispatcher, queue } = set(
      {},
      {
        saltOf: (day) => (broken ? Promise.reject(new Error('no database')) : salts.saltOf(day)),
        start: () => salts.start(),
        stop: () => {},
      },
    );
    push(dispatcher, 2);
    await dispatcher.flush();
    expect([queue.batches.length, dispatcher.size]).toEqual([0, 2]);
    broken = false;
    await dispatcher.flush();
    expect(queue.batches[0]!.events[0]!.visitor).toMatch(/^[0-9a-f]{32}$/);
  });

  it('counts what is left when time runs out, and takes nothing more', async () => {
    const { dispatcher, queue, drops } = set();
    queue.away = true;
    push(dispatcher, 3);
    expect(await dispatcher.close(() => false)).toBe(3);
    expect(dispatcher.push(hit('/late'))).toBe(false);
    expect(drops.totals()).toEqual({ shutdown: 4 });
    expect(dispatcher.size).toBe(0);
  });
});
