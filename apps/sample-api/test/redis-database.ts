import { Redis } from 'ioredis';

const COUNTER = 'nest-privacy:databases-given-out';

/**
 * The address of a database of the test server that nobody else was given in this run, so that the queues of two files never meet. The server counts them;
 * one with few, which is not the tests' own, begins again.
 */
export async function redisDatabase(): Promise<string> {
  const redis = new Redis(process.env.TEST_REDIS_URL!);
  try {
    const [given, [, count]] = await Promise.all([
      redis.incr(COUNTER),
      redis.config('GET', 'databases') as Promise<[string, string]>,
    ]);
    // Number 0 is where this counts, and where tests keep what has a name of its own.
    const pathname = `/${1 + ((given - 1) % (Number(count) - 1))}`;
    return Object.assign(new URL(process.env.TEST_REDIS_URL!), { pathname }).toString();
  } finally {
    redis.disconnect();
  }
}
