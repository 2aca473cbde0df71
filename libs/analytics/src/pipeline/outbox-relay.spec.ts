import { Logger } from '@nestjs/common';
import { days, seconds } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ANALYTICS_TABLES, migrated } from '../../test/migrated.js';
import { storeOn } from '../../test/store-on.js';
import { storedEvents } from '../../test/stored-events.js';
import { resolveAnalyticsOptions } from '../config/resolve-analytics-options.js';
import { AnalyticsOutboxEntity } from '../entities/analytics-outbox.entity.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { DropCounter } from '../event/drop-counter.js';
import { Forwarder } from '../forward/forwarder.js';
import { SecretSaltKeys } from '../identity/secret-salt-keys.js';
import { InProcessQueue } from '../queue/in-process-queue.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';
import { analyticsEvent } from '../testing/index.js';
import { SaltVault } from '../typeorm/salt-vault.js';
import { TypeOrmEventOutbox } from '../typeorm/typeorm-event-outbox.js';
import { BatchProcessor } from './batch-processor.js';
import { OutboxRelay } from './outbox-relay.js';

const LEASE = seconds(30);
const deed = (given: Partial<AnalyticsEvent> = {}): AnalyticsEvent =>
  analyticsEvent({ kind: 'event', name: 'order', ...given });

/** The store of the tables, while it fails in one way or another. */
class FaultyStore implements AnalyticsStore {
  fails: (event: AnalyticsEvent) => Error | undefined = () => undefined;

  constructor(private readonly inner: AnalyticsStore) {}

  get isOpen(): boolean {
    return this.inner.isOpen;
  }

  append(events: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]> {
    for (const event of events) {
      const error = this.fails(event);
      if (error) return Promise.reject(error);
    }
    return this.inner.append(events);
  }
}

interface Process {
  readonly relay: OutboxRelay;
  readonly outbox: TypeOrmEventOutbox;
  readonly store: FaultyStore;
  readonly drops: DropCounter;
}

describe.each(testDatabases())('the relay of the outbox on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;
  let clock: ManualClock;
  let here: Process;
  let said: string[];

  const processOn = (on: DataSource): Process => {
    const drops = new DropCounter();
    const store = new FaultyStore(storeOn(on));
    const forwarder = new Forwarder(resolveAnalyticsOptions({}), new InProcessQueue(), drops);
    const outbox = new TypeOrmEventOutbox(
      on,
      clock,
      new SaltVault(on, clock, new SecretSaltKeys('a-salt-key-of-thirty-two-characters')),
    );
    const processor = new BatchProcessor(store, forwarder, drops);
    const config = { role: 'all', batchSize: 50 } as const;
    return {
      relay: new OutboxRelay(config, clock, store, processor, drops, undefined, outbox),
      outbox,
      store,
      drops,
    };
  };
  const commit = (...events: AnalyticsEvent[]): Promise<void> =>
    transact(source, (manager) => here.outbox.within(manager).add(events));
  const names = async (): Promise<string[]> => (await storedEvents(source)).map(({ name }) => name).sort();
  const dieAfterTheAppend = async ({ outbox, store }: Process): Promise<void> => {
    const taken = await outbox.claim(50);
    await store.append(taken.map(({ event }) => event!));
  };

  beforeAll(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await migrated(place);
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });
  beforeEach(async () => {
    said = [];
    for (const level of ['error', 'warn'] as const)
      jest.spyOn(Logger.prototype, level).mockImplementation((...texts: unknown[]) => void said.push(String(texts[0])));
    clock = new ManualClock();
    here = processOn(source);
    await source.query('DELETE FROM "privacy_analytics_event"');
    await source.query('DELETE FROM "privacy_analytics_outbox"');
  });
  afterEach(() => jest.restoreAllMocks());

  it('stores what was committed, once, however much it is, and leaves nothing', async () => {
    await commit(...Array.from({ length: 120 }, () => deed()));
    await here.relay.run();
    expect(await storedEvents(source)).toHaveLength(120);
    expect(await here.outbox.size()).toEqual({ waiting: 0, parked: 0 });
  });

  it('stores once what a process stored that died before it said so, and not before that one is taken for gone', async () => {
    await commit(deed(), deed());
    await dieAfterTheAppend(here);
    await here.relay.run();
    expect(await here.outbox.size()).toEqual({ waiting: 2, parked: 0 });
    clock.advance(LEASE);
    await here.relay.run();
    expect([await names(), await here.outbox.size()]).toEqual([['order', 'order'], { waiting: 0, parked: 0 }]);
  });

  it('stores once what several processes take at once', async () => {
    const others = [await migrated(place), await migrated(place)];
    const processes = [here, ...others.map(processOn)];
    await commit(...Array.from({ length: 300 }, () => deed()));
    await Promise.all(processes.map(({ relay }) => relay.run()));
    expect(await storedEvents(source)).toHaveLength(300);
    expect(await here.outbox.size()).toEqual({ waiting: 0, parked: 0 });
    await Promise.all(others.map((one) => one.destroy()));
  });

  it('keeps everything while the store fails whatever it is given, and goes on when it does not any more', async () => {
    await commit(deed(), deed({ name: 'refund' }));
    here.store.fails = () => new TypeError('a fault of ours');
    for (let i = 0; i < 10; i++) {
      await here.relay.run();
      clock.advance(LEASE);
    }
    expect([await names(), await here.outbox.size()]).toEqual([[], { waiting: 2, parked: 0 }]);
    here.store.fails = () => undefined;
    await here.relay.run();
    expect([await names(), here.drops.totals()]).toEqual([['order', 'refund'], {}]);
    expect(said).toEqual(['events wait in the outbox: a fault of ours', 'events flow again']);
  });

  it.each([
    ['that the database refuses', (): Error => new UnstorableEventError('refused')],
    ['that brings on a fault of ours', (): Error => new TypeError('a fault of ours')],
  ])('gives up, after some tries, an event %s, and holds nothing back for it', async (_what, error) => {
    await commit(deed(), deed({ name: 'bad' }), deed());
    here.store.fails = ({ name }) => (name === 'bad' ? error() : undefined);
    for (let i = 0; i < 3; i++) {
      await here.relay.run();
      await commit(deed({ name: `later ${i}` }));
      await here.relay.run();
      clock.advance(LEASE);
    }
    expect(await names()).toEqual(['later 0', 'later 1', 'later 2', 'order', 'order']);
    expect([await here.outbox.size(), here.drops.totals()]).toEqual([{ waiting: 0, parked: 1 }, { parked: 1 }]);
  });

  it('gives up a row that is damaged, and stores those beside it', async () => {
    const damaged = deed();
    await commit(damaged, deed(), deed());
    for (const payload of ['{"id":', 'null']) {
      await source.getRepository(AnalyticsOutboxEntity).update({ id: damaged.id }, { payload });
      await here.relay.run();
      clock.advance(LEASE);
    }
    expect(await names()).toEqual(['order', 'order']);
    await here.relay.run();
    expect(await here.outbox.size()).toEqual({ waiting: 0, parked: 1 });
  });

  it('forgets what was given up once it is old, and nothing that waits', async () => {
    const [parked, waiting] = [deed(), deed()];
    await commit(parked, waiting);
    await here.outbox.park([parked.id]);
    clock.advance(days(30));
    await here.outbox.forgetParked(clock.now() - days(30));
    expect(await here.outbox.size()).toEqual({ waiting: 1, parked: 1 });
    await here.outbox.forgetParked(clock.now() - days(30) + 1);
    expect(await here.outbox.size()).toEqual({ waiting: 1, parked: 0 });
  });

  it('forgets what waits of visitors who are known for longer than a day, and of nobody else', async () => {
    const [anna, bert] = ['a'.repeat(32), 'b'.repeat(32)];
    await commit(
      deed({ id: newId(), visitor: anna, persistent: true }),
      deed({ visitor: anna, persistent: false, name: 'of a day' }),
      deed({ visitor: bert, persistent: true, name: 'of another' }),
    );
    expect(await here.outbox.forget([anna])).toBe(1);
    await here.relay.run();
    expect(await names()).toEqual(['of a day', 'of another']);
  });
});
