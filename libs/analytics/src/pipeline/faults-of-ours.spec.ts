import Bull from 'bull';
import { Logger } from '@nestjs/common';
import { newId } from '@nest-privacy/core/kit';
import { waitUntil } from '@nest-privacy/core/testing';
import { resolveAnalyticsOptions } from '../config/resolve-analytics-options.js';
import { type PackedBatch } from '../bull/batch-codec.js';
import { BullAnalyticsQueue } from '../bull/bull-analytics-queue.js';
import { queueSettings } from '../bull/queue-settings.js';
import { RedisConnections } from '../bull/redis-connections.js';
import { Forwarder } from '../forward/forwarder.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';
import { analyticsEvent, InMemoryAnalyticsStore } from '../testing/index.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type AnalyticsQueue } from '../queue/analytics-queue.js';
import { BatchProcessor } from './batch-processor.js';
import { DropCounter } from '../event/drop-counter.js';
import { InProcessQueue } from '../queue/in-process-queue.js';

/** A store that stumbles over some pages. */
class BuggyStore implements AnalyticsStore {
  readonly inner = new InMemoryAnalyticsStore();
  readonly isOpen = true;
  fails: (event: AnalyticsEvent) => Error | undefined = () => undefined;

  append(events: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]> {
    for (const event of events) {
      const error = this.fails(event);
      if (error) return Promise.reject(error);
    }
    return this.inner.append(events);
  }
}

const bug = (): Error => new TypeError("Cannot read properties of undefined (reading 'of')");
const pages = (...names: string[]): AnalyticsEvent[] => names.map((page) => analyticsEvent({ page }));

const QUEUES: [string, () => AnalyticsQueue][] = [
  ['in process', () => new InProcessQueue()],
  [
    'on Bull',
    () => {
      const connections = new RedisConnections(process.env.TEST_REDIS_URL!);
      const bull = new Bull<PackedBatch>('faults', queueSettings(connections, `test-${newId()}`));
      return new BullAnalyticsQueue(bull, connections, 2);
    },
  ],
];

describe.each(QUEUES)('a fault of ours, with the queue %s', (_name, create) => {
  let queue: AnalyticsQueue;
  let store: BuggyStore;
  let drops: DropCounter;
  let errors: string[];

  const start = (): void => {
    const forwarder = new Forwarder(resolveAnalyticsOptions({}), new InProcessQueue(), drops);
    const processor = new BatchProcessor(store, forwarder, drops);
    queue.start((delivery) => processor.process(delivery));
  };
  const offer = (events: readonly AnalyticsEvent[]): Promise<void> => queue.enqueue({ id: newId(), events });
  const stored = (): string[] => store.inner.events.map(({ page }) => page).sort();

  beforeEach(() => {
    queue = create();
    store = new BuggyStore();
    drops = new DropCounter();
    errors = [];
    jest.spyOn(Logger.prototype, 'error').mockImplementation((message: unknown) => void errors.push(String(message)));
  });
  afterEach(async () => {
    await queue.close(2_000);
    jest.restoreAllMocks();
  });

  it('drops nothing: what fails for every event waits until the fault is mended', async () => {
    let tries = 0;
    store.fails = () => ((tries += 1), bug());
    start();
    await offer(pages('/a', '/b', '/c'));
    await offer(pages('/d'));
    await waitUntil('both were tried often enough', () => tries > 12);
    expect([drops.totals(), stored(), await queue.depth(), await queue.parked()]).toEqual([{}, [], 2, 0]);
    store.fails = () => undefined;
    await waitUntil('all are stored', () => stored().length === 4);
    expect(drops.totals()).toEqual({});
  });

  it('that one event brings on costs none of the others, and the event is kept aside and told', async () => {
    store.fails = ({ page }) => (page === '/bad' ? bug() : undefined);
    start();
    await offer([...pages('/a', '/b'), ...pages('/bad'), ...pages('/c')]);
    await waitUntil('it is aside', async () => (await queue.parked()) === 1);
    expect([stored(), drops.totals(), await queue.depth()]).toEqual([['/a', '/b', '/c'], { parked: 1 }, 0]);
    expect(errors).toEqual([expect.stringMatching(/1 events? .*kept aside.*TypeError/)]);
  });

  it('that the last event of a batch brings on is found as well', async () => {
    store.fails = ({ page }) => (page === '/bad' ? bug() : undefined);
    start();
    await offer(pages('/a', '/b', '/c', '/bad'));
    await waitUntil('it is aside', async () => (await queue.parked()) === 1);
    expect([stored(), drops.totals()]).toEqual([['/a', '/b', '/c'], { parked: 1 }]);
  });

  it('that an event alone in its batch brings on is its own once others go through', async () => {
    store.fails = ({ page }) => (page === '/bad' ? bug() : undefined);
    start();
    await offer(pages('/bad'));
    await waitUntil('others go through, and it does not', async () => {
      await offer(pages(`/${newId()}`));
      return (await queue.parked()) === 1;
    });
    expect(drops.totals()).toEqual({ parked: 1 });
  });

  it('beside an event that the database refuses: that one is dropped, and both are counted', async () => {
    store.fails = ({ page }) =>
      page === '/bad' ? bug() : page === '/refused' ? new UnstorableEventError('refused') : undefined;
    start();
    await offer(pages('/refused', '/a', '/bad', '/b'));
    await waitUntil('it is aside', async () => (await queue.parked()) === 1);
    expect([stored(), drops.totals()]).toEqual([['/a', '/b'], { parked: 1, poison: 1 }]);
  });
});
