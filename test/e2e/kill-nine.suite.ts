import { DataSource } from 'typeorm';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess, type Variables } from '../../apps/sample-api/test/app-process.js';
import { redisDatabase } from '../../apps/sample-api/test/redis-database.js';
import { replay } from '../../scripts/replay/replayer.js';
import { fixtureLines, requestsOf } from '../replay/fixture-log.js';
import { countLog } from '../replay/log-count.js';
import { EndlessReplay } from './endless-replay.js';
import { eventually, settled } from './eventually.js';
import { OwnPostgres } from '../setup/own-postgres.js';
import { scrape } from './scrape.js';

/** A job of a killed worker is taken up by another when its lock has run out, which takes some ten seconds each time. */
const TIMEOUT_MS = 240_000;
const CONCURRENCY = 4;
const EVENTS = '"privacy_analytics_event"';

/** @param kill when the worker is killed */
export function describeKilledWorker(kill: 'in the middle of a replay' | 'with a batch in its hands'): void {
  describe('a worker that is killed', () => {
    /** Transactions that wait for long keep back the feeds of every database of their server. */
    let postgres: OwnPostgres;
    let source: DataSource;
    let variables: Variables;
    let api: AppProcess;
    let worker: AppProcess;
    let admin: Admin;
    let traffic: EndlessReplay | undefined;

    const startWorker = (): Promise<AppProcess> => startProcess({ ...variables, ROLE: 'worker' });
    const stored = async (): Promise<number> => {
      const [row] = await source.query<{ count: string }[]>(`SELECT COUNT(*) AS count FROM ${EVENTS}`);
      return Number(row!.count);
    };
    const storedBeyond = (count: number): Promise<number> => eventually(stored, (now) => now > count);

    /** Every event that was taken in is stored once, and the log says the same. */
    const expectCountedOnce = async (lines: readonly string[]): Promise<void> => {
      await settled(api);
      const { pageviews } = countLog(lines, new URL(api.url).host);
      expect((await scrape(api)).value('analytics_events_total')).toBe(pageviews);
      expect(await stored()).toBe(pageviews);
      expect((await admin.numbers()).pageviews).toBe(pageviews);
    };

    beforeEach(async () => {
      postgres = await OwnPostgres.start();
      source = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
      variables = {
        DATABASE_URL: postgres.url,
        REDIS_URL: await redisDatabase(),
        TRUSTED_PROXIES: '127.0.0.1',
        LOG_LEVEL: 'warn',
      };
      [api, worker] = await Promise.all([startProcess({ ...variables, ROLE: 'api' }), startWorker()]);
      admin = new Admin(api);
    });
    afterEach(async () => {
      await traffic?.end();
      await Promise.all([api.stop(), worker.stop()]);
      await source.destroy();
      await postgres.remove();
    });

    if (kill === 'in the middle of a replay')
      it(
        'in the middle of a replay, and its successor too, leaves every event counted exactly once',
        async () => {
          traffic = new EndlessReplay(api.url, CONCURRENCY);
          for (let kills = 0; kills < 2; kills++) {
            await storedBeyond(await stored());
            expect(await worker.stop('SIGKILL')).toBeNull();
            worker = await startWorker();
          }
          await storedBeyond(await stored());
          await traffic.end();
          const statuses = traffic.taken().map(({ status }) => status);
          expect(statuses.filter((status) => ![200, 400, 404].includes(status))).toEqual([]);
          await expectCountedOnce(traffic.lines);
        },
        TIMEOUT_MS,
      );

    if (kill === 'with a batch in its hands')
      it(
        'with a batch in its hands that is stored all the same leaves it counted exactly once',
        async () => {
          const lines = fixtureLines();
          const locker = source.createQueryRunner();
          await locker.startTransaction();
          await locker.query(`LOCK TABLE ${EVENTS} IN SHARE MODE`);
          await replay(requestsOf(lines), { url: new URL(api.url), concurrency: CONCURRENCY });
          await eventually(
            () =>
              source.query<unknown[]>(`SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '${EVENTS}'::regclass`),
            (waiting) => waiting.length > 0,
          );
          await worker.stop('SIGKILL');
          await locker.commitTransaction();
          await locker.release();
          await storedBeyond(0);

          worker = await startWorker();
          await expectCountedOnce(lines);
          const again = (await scrape(worker)).value('analytics_stored_total', 'outcome="duplicate"');
          expect(again).toBeGreaterThan(0);
        },
        TIMEOUT_MS,
      );
  });
}
