import { Redis } from 'ioredis';
import { eventually } from '@nest-privacy/core/testing';
import { OwnRedis, REDIS_PROGRAM } from '../../../test/setup/own-redis.js';
import { type AppProcess, startProcess } from './app-process.js';
import { Visitor } from './visitor.js';

interface Readiness {
  readonly code: number;
  readonly status: string;
  readonly missing: readonly string[];
  readonly details: Readonly<Record<string, { readonly status: string; readonly reason?: string }>>;
}

async function readiness(app: AppProcess): Promise<Readiness> {
  const response = await fetch(`${app.url}/health/ready`);
  return { code: response.status, ...((await response.json()) as Omit<Readiness, 'code'>) };
}

const DEGRADED = { code: 200, status: 'degraded', missing: ['queue'] };

it('is ready to serve, and says so, while Redis is away', async () => {
  const app = await startProcess({ REDIS_URL: 'redis://127.0.0.1:1', LOG_LEVEL: 'fatal' });
  expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
  expect(await readiness(app)).toMatchObject({
    ...DEGRADED,
    details: {
      database: { status: 'up' },
      queue: { status: 'down', reason: 'unreachable' },
      rights: { status: 'up' },
      consent: { status: 'up' },
    },
  });
  expect(await new Visitor(app).statusOf('/articles')).toBe(200);
  await app.stop();
});

(REDIS_PROGRAM === undefined ? describe.skip : describe)('a Redis that answers', () => {
  let redis: OwnRedis;
  let app: AppProcess;
  let operator: Redis;

  beforeAll(async () => {
    redis = await OwnRedis.start();
    operator = new Redis(redis.url);
    app = await startProcess({ REDIS_URL: redis.url, LOG_LEVEL: 'fatal' });
  });
  afterAll(async () => {
    await app.stop();
    operator.disconnect();
    await redis.remove();
  });

  const reason = async (): Promise<string | undefined> => (await readiness(app)).details.queue!.reason;

  it.each([
    ['has no memory left', 'full', ['CONFIG SET maxmemory 1', 'CONFIG SET maxmemory 0']],
    ['is a replica that only reads', 'read-only', ['REPLICAOF 127.0.0.1 1', 'REPLICAOF NO ONE']],
  ] as const)('and %s is missing as %s', async (_what, expected, [refuse, allow]) => {
    const tell = async (words: string): Promise<void> => {
      const [command, ...rest] = words.split(' ');
      await operator.call(command!, ...rest);
    };
    await tell(refuse);
    await eventually(reason, (said) => said === expected);
    expect(await readiness(app)).toMatchObject(DEGRADED);
    await tell(allow);
    await eventually(reason, (said) => said === undefined);
    expect(await operator.keys('nest-privacy:*')).toEqual([]);
  });

  it('and falls silent is missing, within the patience of whoever asks', async () => {
    redis.freeze();
    await eventually(reason, (said) => said !== undefined);
    expect(await readiness(app)).toMatchObject(DEGRADED);
    redis.thaw();
    await eventually(reason, (said) => said === undefined);
  });
});
