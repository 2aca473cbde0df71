import { seconds } from '@nest-privacy/core';
import { type QueueOptions } from 'bull';
import { backOff } from '../queue/back-off.js';
import { type RedisConnections } from './redis-connections.js';

/** Bull wants a number; this one is never reached, for whoever wants to give up does so by completing the job. */
const WITHOUT_END = 2 ** 31 - 1;
/** Failed jobs that are kept, the latest; each holds events that a worker has given up and counted. */
const FAILED_KEPT = 1_000;

/**
 * How the suite's queues behave. A job of a worker that was killed is taken up by another within some ten seconds, as often as that happens; completed
 * jobs leave nothing behind.
 */
export const queueSettings = (connections: RedisConnections, prefix = 'privacy'): QueueOptions => ({
  prefix,
  createClient: (type) => connections.open(type),
  settings: {
    lockDuration: seconds(10),
    stalledInterval: seconds(5),
    maxStalledCount: WITHOUT_END,
    // How soon work goes on when Redis is back; by default it is five seconds.
    guardInterval: seconds(1),
    retryProcessDelay: seconds(1),
    backoffStrategies: { capped: (attempts) => backOff(attempts) },
  },
  defaultJobOptions: {
    attempts: WITHOUT_END,
    backoff: { type: 'capped' },
    removeOnComplete: true,
    removeOnFail: FAILED_KEPT,
    // Without a limit a job that waits out an outage would grow by each try.
    stackTraceLimit: 1,
  },
});
