import { DataSource } from 'typeorm';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';
import { OwnPostgres } from '../setup/own-postgres.js';
import { OwnRedis } from '../setup/own-redis.js';
import { eventually, settled } from './eventually.js';
import { scrape } from './scrape.js';
import { expectSumsToAgree } from './sums-agree.js';

/** What is promised to those who supervise processes. */
const PROMISE_MS = 15_000;

const FREEZES = {
  'the database': (postgres: OwnPostgres): void => postgres.freeze(),
  'the queue': (_postgres: OwnPostgres, redis: OwnRedis): void => redis.freeze(),
  both: (postgres: OwnPostgres, redis: OwnRedis): void => (postgres.freeze(), redis.freeze()),
};

/** @param whats what answers nothing any more */
export function describeFrozenEnd(...whats: (keyof typeof FREEZES)[]): void {
  describe('SIGTERM while what the process needs answers nothing', () => {
    let postgres: OwnPostgres;
    let redis: OwnRedis;
    let app: AppProcess | undefined;
    let counted = 0;
    const variables = () => ({ DATABASE_URL: postgres.url, REDIS_URL: redis.url, LOG_LEVEL: 'warn' });

    beforeAll(async () => {
      postgres = await OwnPostgres.start();
      redis = await OwnRedis.start();
    });
    afterEach(async () => {
      postgres.thaw();
      redis.thaw();
      await app?.stop('SIGKILL');
    });
    afterAll(async () => {
      await postgres.remove();
      await redis.remove();
    });

    /** Starts anew, waits for what the queue still has, and counts. */
    const storedViews = async (): Promise<number> => {
      app = await startProcess(variables());
      await settled(app);
      const source = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
      await expectSumsToAgree(source);
      const [row] = await source.query<{ count: string }[]>('SELECT COUNT(*) AS count FROM privacy_analytics_event');
      await source.destroy();
      return Number(row!.count);
    };

    it.each(whats)(
      'ends the process in time without %s, and nothing of it counts twice',
      async (what) => {
        app = await startProcess(variables());
        expect(await new Visitor(app).statusOf('/articles')).toBe(200);
        const { url } = app;
        await eventually(
          async () => (await scrape({ url })).value('analytics_buffer_items'),
          (buffered) => buffered === 0,
        );
        FREEZES[what](postgres, redis);
        // It is counted only once the database answers, and asks the database for itself.
        void new Visitor(app).statusOf('/in-the-frost').catch(() => undefined);
        void new Visitor(app).send('POST', '/consent', { decisions: { MARKETING: 'denied' } }).catch(() => undefined);
        const late = new Promise<'late'>((resolve) => setTimeout(resolve, PROMISE_MS, 'late').unref());
        const code = await Promise.race([app.stop('SIGTERM'), late]);
        expect([0, 1]).toContain(code);
        if (code === 1) expect(app.output()).toContain('is given up');
        postgres.thaw();
        redis.thaw();
        const views = (await storedViews()) - counted;
        counted += views;
        // What the queue has taken in is not lost with the process; what was still in memory may be.
        expect([1, 2]).toContain(views);
      },
      120_000,
    );
  });
}
