import { newId } from '@nest-privacy/core';
import { QUEUE_CONTRACT } from '../testing/index.js';
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
});
