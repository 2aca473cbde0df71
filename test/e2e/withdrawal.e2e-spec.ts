import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';
import { eventually } from './eventually.js';
import { OwnRedis, REDIS_OUTAGES, REDIS_PROGRAM } from '../setup/own-redis.js';

const [, postgres] = testDatabases();
/** What the README promises where processes share a Redis; by polling alone it would take a second in the middle. */
const BOUND_MS = 100;
const WITHDRAWALS = 15;
const COOKIES = ['privacy_subject', 'privacy_consent'];

(REDIS_PROGRAM === undefined ? describe.skip : describe)('a withdrawal at one of two processes', () => {
  let database: DisposableDatabase;
  let redis: OwnRedis;
  let processes: AppProcess[];

  beforeAll(async () => {
    [database, redis] = await Promise.all([postgres!.create(), OwnRedis.start()]);
    const variables = { DATABASE_URL: database.url, REDIS_URL: redis.url, LOG_LEVEL: 'error', SECRETS: 's'.repeat(32) };
    processes = await Promise.all([startProcess(variables), startProcess(variables)]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(processes.map((app) => app.stop()));
    await redis.remove();
    await database.drop();
  });

  /** How many milliseconds a copied cookie passes at one process after a withdrawal was answered by the other. */
  const survival = async (): Promise<number> => {
    const [one, other] = processes;
    const visitor = new Visitor(one!);
    expect((await visitor.send('POST', '/consent', { decisions: { MARKETING: 'granted' } })).status).toBe(201);
    const thief = new Visitor(other!);
    for (const name of COOKIES) thief.setCookie(name, visitor.cookie(name)!);
    expect(await thief.statusOf('/offers')).toBe(200);
    expect((await visitor.send('DELETE', '/consent')).status).toBe(200);
    const withdrawn = performance.now();
    while ((await thief.statusOf('/offers')) !== 403);
    return performance.now() - withdrawn;
  };
  /** The middle of some, for a machine that does other things disturbs a few. */
  const usualSurvival = async (): Promise<number> => {
    const all: number[] = [];
    for (let i = 0; i < WITHDRAWALS; i++) all.push(await survival());
    return all.sort((a, b) => a - b)[WITHDRAWALS >> 1]!;
  };

  it(`is known at the other within ${BOUND_MS} ms through Redis`, async () => {
    await survival();
    expect(await usualSurvival()).toBeLessThan(BOUND_MS);
  });

  it.each(REDIS_OUTAGES)(
    'is known at the other while Redis is away ($name), and at once when it is back',
    async ({ leave, back }) => {
      await leave(redis);
      await survival();
      await back(redis);
      await eventually(usualSurvival, (milliseconds) => milliseconds < BOUND_MS);
    },
    120_000,
  );
});
