import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { type Answer } from '../../scripts/replay/replayer.js';
import { countLog } from '../replay/log-count.js';
import { EndlessReplay } from './endless-replay.js';
import { eventually, settled } from './eventually.js';
import { OwnRedis, type REDIS_OUTAGES, REDIS_PROGRAM } from '../setup/own-redis.js';
import { droppedBy, scrape } from './scrape.js';
import { expectSumsToAgree } from './sums-agree.js';

const [, postgres] = testDatabases();
/** `OUTAGE_SECONDS=20 npx jest redis-outage` has it away for longer, and prints what was measured. */
const { OUTAGE_SECONDS } = process.env;
const OUTAGE_MS = Number(OUTAGE_SECONDS ?? 5) * 1_000;
const TIMEOUT_MS = OUTAGE_MS + 120_000;
/** The default of AnalyticsModule. */
const BUFFER_SIZE = 10_000;
const ENOUGH = 500;
const CONCURRENCY = 2;

const median = (answers: readonly Answer[]): number =>
  answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)[answers.length >> 1]!;

/** @param outages which of the two ways to be away */
export function describeRedisOutages(outages: typeof REDIS_OUTAGES): void {
  (REDIS_PROGRAM === undefined ? describe.skip : describe)('Redis, in the middle of a replay', () => {
    let database: DisposableDatabase;
    let redis: OwnRedis;
    let processes: AppProcess[];
    let api: AppProcess;
    let admin: Admin;
    let traffic: EndlessReplay | undefined;

    beforeEach(async () => {
      processes = [];
      [database, redis] = await Promise.all([postgres!.create(), OwnRedis.start()]);
      const variables = { DATABASE_URL: database.url, REDIS_URL: redis.url, TRUSTED_PROXIES: '127.0.0.1' };
      const start = (ROLE: string): Promise<AppProcess> => startProcess({ ...variables, ROLE, LOG_LEVEL: 'warn' });
      processes = await Promise.all(['api', 'worker'].map(start));
      api = processes[0]!;
      admin = new Admin(api);
    });
    afterEach(async () => {
      await traffic?.end();
      await Promise.all(processes.map((app) => app.stop()));
      await redis.remove();
      await database.drop();
    });

    const pageviews = async (): Promise<number> => (await admin.numbers()).pageviews;
    const buffered = async (): Promise<number> => (await scrape(api)).value('analytics_buffer_items') ?? 0;

    const moreStored = async (): Promise<void> => {
      const known = await pageviews();
      await eventually(pageviews, (count) => count > known + ENOUGH);
    };

    it.each(outages)(
      '$name: no request fails, memory stays bounded, and in the end all is stored or counted as dropped',
      async ({ leave, back }) => {
        traffic = new EndlessReplay(api.url, CONCURRENCY);
        await moreStored();
        const warmUp = traffic.taken();
        await moreStored();
        const before = traffic.taken();

        await leave(redis);
        let most = 0;
        const during: Answer[] = [];
        for (const end = Date.now() + OUTAGE_MS; Date.now() < end || during.length <= ENOUGH;) {
          most = Math.max(most, await buffered());
          during.push(...traffic.taken());
        }
        await back(redis);

        await moreStored();
        await traffic.end();
        const after = traffic.taken();
        await settled(api);

        const { pageviews: viewed, dropped } = countLog(traffic.lines, new URL(api.url).host);
        const stored = await pageviews();
        const drops = await droppedBy(api);
        if (OUTAGE_SECONDS !== undefined) {
          const medians = [before, during, after].map(
            (answers) => `${median(answers).toFixed(2)} of ${answers.length}`,
          );
          console.log(
            `median ms before, during, after: ${medians.join(', ')}; most buffered ${most}; ${viewed} viewed, ${stored} stored`,
          );
        }
        const failed = [...warmUp, ...before, ...during, ...after].filter(
          ({ status }) => ![200, 400, 404].includes(status),
        );
        expect(failed).toEqual([]);
        expect(most).toBeGreaterThan(0);
        expect(most).toBeLessThanOrEqual(BUFFER_SIZE);
        expect(stored + drops).toBe(viewed + dropped.bot + dropped['empty-user-agent']);
        const source = await new DataSource(database.options).initialize();
        await expectSumsToAgree(source).finally(() => source.destroy());
      },
      TIMEOUT_MS,
    );
  });
}
