import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { Broadcast, CoreModule, RateLimits } from '../index.js';
import { newId } from '../kit/index.js';
import { OwnRedis, REDIS_PROGRAM } from '../../../../test/setup/own-redis.js';
import { eventually } from '../testing/index.js';
import { RedisConnections } from './redis-connections.js';
import { RedisModule, type RedisModuleOptions } from './index.js';

interface Process {
  readonly module: TestingModule;
  readonly broadcast: Broadcast;
  readonly limits: RateLimits;
  /** What arrived, in its order. */
  readonly heard: string[];
}

const modules: TestingModule[] = [];
afterEach(() => Promise.all(modules.splice(0).map((module) => module.close())));

async function startProcess(options: RedisModuleOptions): Promise<Process> {
  const shared = RedisModule.forRoot(options);
  const module = await Test.createTestingModule({ imports: [CoreModule.forRoot({ shared })] }).compile();
  modules.push(module);
  const broadcast = module.get<Broadcast>(Broadcast, { strict: false });
  const heard: string[] = [];
  broadcast.subscribe('news', (message) => heard.push(message));
  return { module, broadcast, limits: module.get<RateLimits>(RateLimits, { strict: false }), heard };
}

/** Says something until it is heard, for a subscription may not have reached Redis yet. */
const heardFrom = async (from: Process, to: Process): Promise<void> => {
  const word = newId();
  await eventually(
    () => Promise.resolve((from.broadcast.publish('news', word), to.heard)),
    (heard) => heard.includes(word),
  );
};

describe('processes that share a Redis', () => {
  const url = process.env.TEST_REDIS_URL!;

  it('hear one another, themselves once, and nobody else', async () => {
    const prefix = newId();
    const [one, two, stranger, other] = await Promise.all([
      startProcess({ url, prefix }),
      startProcess({ url, prefix }),
      startProcess({ url, prefix: newId() }),
      startProcess({ url: `${url}/5`, prefix }),
    ]);
    await heardFrom(one, two);
    await heardFrom(two, one);
    one.broadcast.publish('news', 'at once');
    expect(one.heard.at(-1)).toBe('at once');
    await eventually(
      () => Promise.resolve(two.heard),
      (heard) => heard.at(-1) === 'at once',
    );
    two.broadcast.publish('news', 'the last');
    await eventually(
      () => Promise.resolve(one.heard),
      (heard) => heard.at(-1) === 'the last',
    );
    expect(one.heard.filter((message) => message === 'at once')).toHaveLength(1);
    expect([stranger.heard, other.heard]).toEqual([[], []]);
  });

  it('hear one another also of what they ask for while they are connecting', async () => {
    const prefix = newId();
    const [one, two] = await Promise.all([startProcess({ url, prefix }), startProcess({ url, prefix })]);
    await heardFrom(one, two);
    const { subscriptions } = two.module.get(RedisConnections, { strict: false });
    const late: string[] = [];
    const connecting = new Promise<void>((resolve) =>
      subscriptions.once('connect', () => {
        two.broadcast.subscribe('late', (message) => late.push(message));
        resolve();
      }),
    );
    subscriptions.disconnect(true);
    await connecting;
    await eventually(
      () => Promise.resolve((one.broadcast.publish('late', 'heard'), late)),
      (heard) => heard.length > 0,
    );
  });

  it('count together, all or none at once, and count nothing that is refused', async () => {
    const prefix = newId();
    const [one, two] = await Promise.all([startProcess({ url, prefix }), startProcess({ url, prefix })]);
    await Promise.all([heardFrom(one, two), heardFrom(two, one)]);
    const limit = { most: 100, per: 60_000 };
    const limiters = [one, two].map(({ limits }) => limits.limiter('writes', limit));
    const verdicts = await Promise.all(Array.from({ length: 150 }, (_, i) => limiters[i % 2]!.take('address')));
    expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(100);
    for (const { endsIn } of verdicts) expect(endsIn > 0 && endsIn <= 60_000).toBe(true);
    expect((await limiters[0]!.take('another', 99)).allowed).toBe(true);
    expect((await limiters[1]!.take('another', 2)).allowed).toBe(false);
    expect((await limiters[1]!.take('another', 1)).allowed).toBe(true);
    expect((await limiters[1]!.take('another', 1)).allowed).toBe(false);
  });

  it('leave no connection open when they end', async () => {
    const redis = new Redis(url);
    const prefix = newId();
    const count = async (): Promise<number> =>
      ((await redis.client('LIST')) as string).split(`name=${prefix}`).length - 1;
    const one = await startProcess({ url, prefix });
    await eventually(count, (now) => now === 2);
    await one.module.close();
    await eventually(count, (now) => now === 0);
    await redis.quit();
  });

  it.each([
    [{ url: 'http://127.0.0.1' }, 'REDIS_URL_INVALID'],
    [{ url: '127.0.0.1:6379' }, 'REDIS_URL_INVALID'],
    [{ url, prefix: 'a b' }, 'REDIS_PREFIX_INVALID'],
  ])('do not start with %j', async (options, code) => {
    await expect(startProcess(options)).rejects.toThrow(code);
  });
});

/** Two ways to be away: connections are refused, or open and silent. */
const OUTAGES = [
  {
    name: 'gone',
    leave: (redis: OwnRedis) => redis.kill(),
    back: (redis: OwnRedis) => redis.start(),
  },
  {
    name: 'frozen',
    leave: (redis: OwnRedis) => Promise.resolve(redis.freeze()),
    back: (redis: OwnRedis) => Promise.resolve(redis.thaw()),
  },
];

(REDIS_PROGRAM === undefined ? describe.skip : describe)('processes whose Redis is away', () => {
  let redis: OwnRedis;
  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    redis = await OwnRedis.start();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await redis.remove();
  });

  it.each(OUTAGES)('($name) go on each by itself, and together again when it is back', async ({ leave, back }) => {
    const [one, two] = await Promise.all([startProcess({ url: redis.url }), startProcess({ url: redis.url })]);
    await heardFrom(one, two);
    const limiters = [one, two].map(({ limits }) => limits.limiter('writes', { most: 1, per: 3_600_000 }));
    await leave(redis);
    for (const limiter of limiters) {
      expect((await limiter.take('address')).allowed).toBe(true);
      expect((await limiter.take('address')).allowed).toBe(false);
    }
    one.broadcast.publish('news', 'to myself');
    expect(one.heard.at(-1)).toBe('to myself');
    await back(redis);
    await Promise.all([heardFrom(one, two), heardFrom(two, one)]);
    await eventually(
      async () => (await Promise.all(limiters.map((limiter) => limiter.take(newId())))) && limiters[0]!.take('shared'),
      ({ allowed }) => allowed,
    );
    await eventually(
      () => limiters[1]!.take('shared'),
      ({ allowed }) => !allowed,
    );
  });

  it.each(OUTAGES)('($name) end all the same', async ({ leave, back }) => {
    const one = await startProcess({ url: redis.url });
    await heardFrom(one, await startProcess({ url: redis.url }));
    await leave(redis);
    one.broadcast.publish('news', 'unheard');
    await one.module.close();
    await back(redis);
  });

  it('start before it is there, and warn once when it is away and once when it is back', async () => {
    await redis.kill();
    const warned = jest.mocked(Logger.prototype.warn);
    const told = (count: number): Promise<unknown> =>
      eventually(
        () => Promise.resolve(warned.mock.calls),
        (calls) => calls.length >= count,
      );
    const [one, two] = await Promise.all([startProcess({ url: redis.url }), startProcess({ url: redis.url })]);
    await told(2);
    await redis.start();
    await heardFrom(one, two);
    await told(4);
    const away: unknown = expect.stringContaining('Redis is away');
    expect(warned.mock.calls.map(([message]) => message)).toEqual([away, away, 'Redis is back', 'Redis is back']);
  });
});
