import { isDeepStrictEqual } from 'node:util';
import { demand, type PortContract, waitUntil } from '@nest-privacy/core/testing';
import { type AnalyticsQueue, type BatchHandler, type Delivery, type EventBatch } from '../queue/analytics-queue.js';
import { ParkedEventsError } from '../queue/parked-events.error.js';
import { analyticsEvent } from './event-builder.js';

const PATIENCE = 5_000;

/** One promise of {@link AnalyticsQueue}, of a queue that is made for it. */
export type QueueContract = PortContract<() => AnalyticsQueue>;

const batchOf = (id: string, count = 1): EventBatch => ({
  id,
  events: Array.from({ length: count }, () => analyticsEvent()),
});

async function using(
  create: () => AnalyticsQueue,
  work: (queue: AnalyticsQueue, id: (n: number) => string) => Promise<void>,
): Promise<void> {
  const queue = create();
  const run = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  try {
    await work(queue, (n) => `${run}-${n}`);
  } finally {
    await queue.close(PATIENCE);
  }
}

const recorder = (): { seen: Delivery[]; handler: BatchHandler } => {
  const seen: Delivery[] = [];
  return { seen, handler: (delivery) => Promise.resolve(void seen.push(delivery)) };
};

/** What every implementation of {@link AnalyticsQueue} keeps; run each with a fresh, empty queue. */
export const QUEUE_CONTRACT: readonly QueueContract[] = [
  {
    promise: 'hands every batch to the handler as it was given',
    prove: (create) =>
      using(create, async (queue, id) => {
        const { seen, handler } = recorder();
        const batches = [1, 2, 3].map((n) => batchOf(id(n), n));
        for (const batch of batches) await queue.enqueue(batch);
        queue.start(handler);
        await waitUntil('all are handled', () => seen.length === batches.length);
        const received = seen.map(({ batch }) => batch).sort((a, b) => a.id.localeCompare(b.id));
        demand(isDeepStrictEqual(received, batches), 'a batch changed on its way');
        demand(
          seen.every(({ attempt }) => attempt === 1),
          'a first try was not counted as such',
        );
      }),
  },
  {
    promise: 'tries a failed batch again, and tells which try it is',
    prove: (create) =>
      using(create, async (queue, id) => {
        const attempts: number[] = [];
        queue.start(({ attempt }) => {
          attempts.push(attempt);
          return attempt < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
        });
        await queue.enqueue(batchOf(id(1)));
        await waitUntil('it succeeds', () => attempts.length === 3);
        demand(attempts.join() === '1,2,3', `the tries were counted ${attempts.join()}`);
      }),
  },
  {
    promise: 'does not let a failing batch hold up the others',
    prove: (create) =>
      using(create, async (queue, id) => {
        const done = new Set<string>();
        let broken = true;
        queue.start(({ batch }) => {
          if (broken && batch.id === id(1)) return Promise.reject(new Error('broken'));
          done.add(batch.id);
          return Promise.resolve();
        });
        await queue.enqueue(batchOf(id(1)));
        await queue.enqueue(batchOf(id(2)));
        await waitUntil('the other is handled', () => done.has(id(2)));
        demand(!done.has(id(1)), 'the broken batch went through');
        broken = false;
        await waitUntil('the failed one is handled in the end', () => done.has(id(1)));
      }),
  },
  {
    promise: 'keeps aside what its handler gives up, and hands it out no more',
    prove: (create) =>
      using(create, async (queue, id) => {
        const tries: number[] = [];
        queue.start(({ batch, attempt }) => {
          tries.push(attempt);
          return attempt < 2
            ? Promise.reject(new Error('not yet'))
            : Promise.reject(new ParkedEventsError(batch.events.slice(1), new Error('never')));
        });
        await queue.enqueue(batchOf(id(1), 2));
        await waitUntil('it is aside', async () => (await queue.parked()) === 1);
        demand((await queue.depth()) === 0, 'what is aside was counted as waiting');
        demand(tries.join() === '1,2', `the tries were ${tries.join()}`);
      }),
  },
  {
    promise: 'takes a batch that is offered twice while it waits as one',
    prove: (create) =>
      using(create, async (queue, id) => {
        const { seen, handler } = recorder();
        await queue.enqueue(batchOf(id(1)));
        await queue.enqueue(batchOf(id(1)));
        await queue.enqueue(batchOf(id(2)));
        queue.start(handler);
        await waitUntil('the last is handled', () => seen.some(({ batch }) => batch.id === id(2)));
        await waitUntil('nothing waits', async () => (await queue.depth()) === 0);
        demand(seen.length === 2, `two batches were handled ${seen.length} times`);
      }),
  },
  {
    promise: 'knows how many batches wait',
    prove: (create) =>
      using(create, async (queue, id) => {
        await queue.enqueue(batchOf(id(1)));
        await queue.enqueue(batchOf(id(2)));
        demand((await queue.depth()) === 2, 'two batches were not counted as two');
        queue.start(recorder().handler);
        await waitUntil('nothing waits', async () => (await queue.depth()) === 0);
      }),
  },
  {
    promise: 'lets the batch it works on end before it closes, and closes once',
    prove: (create) =>
      using(create, async (queue, id) => {
        let state = 'waiting';
        let release = (): void => {};
        queue.start(async () => {
          state = 'working';
          await new Promise<void>((resolve) => (release = resolve));
          state = 'done';
        });
        await queue.enqueue(batchOf(id(1)));
        await waitUntil('it is worked on', () => state === 'working');
        const closed = [queue.close(PATIENCE), queue.close(PATIENCE)];
        setImmediate(() => release());
        const lost = await Promise.all(closed);
        demand(state === 'done', `the batch was ${state} when the queue had closed`);
        demand(lost[0] === 0, 'an event was given up for lost');
      }),
  },
  {
    promise: 'refuses what comes after its end',
    prove: async (create) => {
      const queue = create();
      await queue.close(PATIENCE);
      const taken = await queue.enqueue(batchOf('late')).then(
        () => true,
        () => false,
      );
      demand(!taken, 'a closed queue took a batch');
    },
  },
];
