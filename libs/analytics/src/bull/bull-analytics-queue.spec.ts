import { Logger } from '@nestjs/common';
import { newId } from '@nest-privacy/core/kit';
import { waitUntil } from '@nest-privacy/core/testing';
import { analyticsEvent, QUEUE_CONTRACT } from '../testing/index.js';
import { OwnRedis, REDIS_PROGRAM } from '../../../../test/setup/own-redis.js';
import Bull from 'bull';
import { type PackedBatch } from './batch-codec.js';
import { BullAnalyticsQueue } from './bull-analytics-queue.js';
import { queueSettings } from './queue-settings.js';
import { RedisConnections } from './redis-connections.js';

describe('the queue on Bull', () => {
  const create = (): BullAnalyticsQueue => {
    const connections = new RedisConnections(process.env.TEST_REDIS_URL!);
    const queue = new Bull<PackedBatch>('contract', queueSettings(connections, `test-${newId()}`));
    return new BullAnalyticsQueue(queue, connections, 2);
  };

  it.each(QUEUE_CONTRACT.map(({ promise, prove }) => [promise, prove] as const))('%s', (_promise, prove) =>
    prove(create),
  );

  it('quotes nothing of a job that somebody broke', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const connections = new RedisConnections(process.env.TEST_REDIS_URL!);
    const prefix = `test-${newId()}`;
    const jobs = new Bull<PackedBatch>('broken', queueSettings(connections, prefix));
    const queue = new BullAnalyticsQueue(jobs, connections, 1);
    const keys = `${prefix}:broken`;
    await jobs.client.hset(`${keys}:1`, {
      name: '__default__',
      data: 'jane.doe@example.org',
      opts: '{}',
      timestamp: '0',
    });
    await jobs.client.lpush(`${keys}:wait`, '1');
    queue.start(() => Promise.resolve());
    await waitUntil('it is told', () => Promise.resolve(warned.mock.calls.length > 0));
    expect(warned.mock.calls).toEqual([['Redis holds a job that is no JSON; it stays there']]);
    await queue.close(2_000);
    warned.mockRestore();
  });
});

/** A Redis of the test's own, for it is frozen. */
(REDIS_PROGRAM === undefined ? describe.skip : describe)('the queue on a Redis that is silent', () => {
  it('holds few batches in memory, refuses the others at once, and goes on when it answers', async () => {
    const redis = await OwnRedis.start();
    const connections = new RedisConnections(redis.url);
    const queue = new BullAnalyticsQueue(
      new Bull<PackedBatch>('silent', queueSettings(connections, newId())),
      connections,
      1,
    );
    await queue.enqueue({ id: newId(), events: [] });
    redis.freeze();
    const tries = Array.from({ length: 30 }, () => queue.enqueue({ id: newId(), events: [analyticsEvent()] }));
    const reasons = (await Promise.allSettled(tries)).map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as Error).message : 'taken',
    );
    expect(reasons.filter((reason) => reason === 'Redis does not answer')).toHaveLength(20);
    expect(reasons).not.toContain('taken');
    redis.thaw();
    await waitUntil('it answers again', () =>
      queue.enqueue({ id: newId(), events: [] }).then(
        () => true,
        () => false,
      ),
    );
    await queue.close(2_000);
    await redis.remove();
  });
});

(REDIS_PROGRAM === undefined ? describe.skip : describe)('a worker whose Redis goes away', () => {
  it('says so each time, and each time that it is back, though it puts nothing into the queue', async () => {
    const lines: string[] = [];
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation((line: string) => void lines.push(line));
    const redis = await OwnRedis.start();
    const connections = new RedisConnections(redis.url);
    const queue = new BullAnalyticsQueue(
      new Bull<PackedBatch>('worker', queueSettings(connections, newId())),
      connections,
      1,
    );
    queue.start(() => Promise.resolve());
    await queue.depth();
    const told = (count: number): Promise<void> =>
      waitUntil('it is told', () => Promise.resolve(lines.length >= count));
    for (const outage of [1, 2]) {
      await redis.kill();
      await told(2 * outage - 1);
      await redis.start();
      await told(2 * outage);
    }
    expect(lines.map((line) => line.slice(0, 13))).toEqual([
      'Redis is away',
      'Redis is back',
      'Redis is away',
      'Redis is back',
    ]);
    await queue.close(2_000);
    await redis.remove();
    warned.mockRestore();
  });
});
