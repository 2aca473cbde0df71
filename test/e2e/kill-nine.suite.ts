import { DataSource } from 'typeorm';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess, type Variables } from '../../apps/sample-api/test/app-process.js';
import { replay } from '../../scripts/replay/replayer.js';
import { fixtureLines, requestsOf } from '../replay/fixture-log.js';
import { countLog } from '../replay/log-count.js';
import { OwnPostgres } from '../setup/own-postgres.js';
import { OwnRedis, REDIS_PROGRAM } from '../setup/own-redis.js';
import { EndlessReplay } from './endless-replay.js';
import { eventually, settled } from './eventually.js';
import { scrape } from './scrape.js';
import { expectSumsToAgree } from './sums-agree.js';

/** A job of a killed worker is taken up by another when its lock has run out, which takes some ten seconds each time. */
const TIMEOUT_MS = 240_000;
const CONCURRENCY = 4;
const EVENTS = '"privacy_analytics_event"';
/** Bits of the column `flags`: of custom events and machines. */
const OTHERS = 1 + 4;
/** What is written last of all in a transaction. */
const SUMS = '"privacy_analytics_sum"';

/** What a kill is tried on. */
class Scene {
  traffic: EndlessReplay | undefined;

  private constructor(
    readonly source: DataSource,
    readonly redis: OwnRedis,
    private readonly postgres: OwnPostgres,
    private readonly variables: Variables,
    public api: AppProcess,
    public worker: AppProcess,
  ) {}

  /** Transactions that wait for long keep back the feeds of every database of their server, so that it is one of its own. */
  static async start(): Promise<Scene> {
    const [postgres, redis] = await Promise.all([OwnPostgres.start(), OwnRedis.start()]);
    const source = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    const variables = {
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'warn',
    };
    const start = (ROLE: string): Promise<AppProcess> => startProcess({ ...variables, ROLE });
    const [api, worker] = await Promise.all([start('api'), start('worker')]);
    return new Scene(source, redis, postgres, variables, api, worker);
  }

  async end(): Promise<void> {
    this.redis.thaw();
    await this.traffic?.end();
    await Promise.all([this.api.stop(), this.worker.stop()]);
    await this.source.destroy();
    await Promise.all([this.postgres.remove(), this.redis.remove()]);
  }

  async startWorker(): Promise<void> {
    this.worker = await startProcess({ ...this.variables, ROLE: 'worker' });
  }

  async startApi(): Promise<void> {
    this.api = await startProcess({ ...this.variables, ROLE: 'api' });
  }

  /** Page views and misses of people. */
  async stored(): Promise<number> {
    const [row] = await this.source.query<{ count: string }[]>(
      `SELECT COUNT(*) AS count FROM ${EVENTS} WHERE (flags & ${OTHERS}) = 0`,
    );
    return Number(row!.count);
  }

  storedBeyond(count: number): Promise<number> {
    return eventually(
      () => this.stored(),
      (now) => now > count,
    );
  }

  replay(lines: readonly string[]): Promise<void> {
    return replay(requestsOf(lines), { url: new URL(this.api.url), concurrency: CONCURRENCY });
  }

  /** Has a worker in the middle of a transaction, with its events inserted and its sums yet to come; ends when it may go on. */
  async holdTransaction(): Promise<() => Promise<void>> {
    const holder = this.source.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`LOCK TABLE ${SUMS} IN SHARE MODE`);
    return async () => {
      await holder.commitTransaction();
      await holder.release();
    };
  }

  async isWaiting(): Promise<void> {
    await eventually(
      () => this.source.query<unknown[]>(`SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '${SUMS}'::regclass`),
      (waiting) => waiting.length > 0,
    );
  }

  /** Every event that was taken in is stored once, the log says the same, and so do the sums. */
  async expectCountedOnce(lines: readonly string[]): Promise<void> {
    await settled(this.api);
    const { pageviews, misses } = countLog(lines, new URL(this.api.url).host);
    expect(await this.stored()).toBe(pageviews + misses);
    expect((await new Admin(this.api).numbers()).pageviews).toBe(pageviews);
    await expectSumsToAgree(this.source);
  }

  async duplicates(): Promise<number> {
    return (await scrape(this.worker)).value('analytics_stored_total', 'outcome="duplicate"') ?? 0;
  }
}

/** Where a process is killed, and what is seen of it afterwards. */
const KILLS = {
  'a worker in the middle of a replay, and its successor too: every event counts once': async (scene: Scene) => {
    const traffic = (scene.traffic = new EndlessReplay(scene.api.url, CONCURRENCY));
    for (let kills = 0; kills < 2; kills++) {
      await scene.storedBeyond(await scene.stored());
      expect(await scene.worker.stop('SIGKILL')).toBeNull();
      await scene.startWorker();
    }
    await scene.storedBeyond(await scene.stored());
    await traffic.end();
    const statuses = traffic.taken().map(({ status }) => status);
    expect(statuses.filter((status) => ![200, 400, 404].includes(status))).toEqual([]);
    await scene.expectCountedOnce(traffic.lines);
  },

  'a worker in the middle of a transaction: nothing of it stays, and then every event counts once': async (
    scene: Scene,
  ) => {
    const lines = fixtureLines();
    const release = await scene.holdTransaction();
    await scene.replay(lines);
    await scene.isWaiting();
    await scene.worker.stop('SIGKILL');
    await release();
    await scene.startWorker();
    await scene.expectCountedOnce(lines);
    expect(await scene.duplicates()).toBe(0);
  },

  'a worker that has committed and not yet told the queue: what it stored is known again': async (scene: Scene) => {
    const lines = fixtureLines();
    const release = await scene.holdTransaction();
    await scene.replay(lines);
    await scene.isWaiting();
    // A frozen one would read the acknowledgement from its connection later on.
    await scene.redis.kill();
    await release();
    await scene.storedBeyond(0);
    await scene.worker.stop('SIGKILL');
    await scene.redis.start();
    await scene.startWorker();
    await scene.expectCountedOnce(lines);
    expect(await scene.duplicates()).toBeGreaterThan(0);
  },

  'whoever took in events, once they are in the queue: every event counts once': async (scene: Scene) => {
    await scene.worker.stop();
    const lines = fixtureLines();
    await scene.replay(lines);
    await eventually(
      async () => (await scrape(scene.api)).value('analytics_buffer_items'),
      (buffered) => buffered === 0,
    );
    const { pageviews, misses } = countLog(lines, new URL(scene.api.url).host);
    expect(await scene.stored()).toBe(0);
    await scene.api.stop('SIGKILL');
    await Promise.all([scene.startApi(), scene.startWorker()]);
    await settled(scene.api);
    expect(await scene.stored()).toBe(pageviews + misses);
    await expectSumsToAgree(scene.source);
  },

  'whoever takes in events, with some in its memory: what is lost is not counted, and nothing counts twice': async (
    scene: Scene,
  ) => {
    const traffic = (scene.traffic = new EndlessReplay(scene.api.url, CONCURRENCY));
    await scene.storedBeyond(0);
    scene.redis.freeze();
    await eventually(
      async () => (await scrape(scene.api)).value('analytics_buffer_items') ?? 0,
      (buffered) => buffered > 0,
    );
    const [host, sent] = [new URL(scene.api.url).host, [...traffic.lines]];
    await scene.api.stop('SIGKILL');
    await traffic.end().catch(() => undefined);
    scene.redis.thaw();
    await scene.startApi();
    await settled(scene.api);
    const stored = await scene.stored();
    expect(stored).toBeGreaterThan(0);
    const { pageviews, misses } = countLog(sent, host);
    expect(stored).toBeLessThan(pageviews + misses);
    await expectSumsToAgree(scene.source);
  },
};

/** @param kills which of the processes is killed where */
export function describeKills(...kills: (keyof typeof KILLS)[]): void {
  (REDIS_PROGRAM === undefined ? describe.skip : describe)('kill -9', () => {
    let scene: Scene;

    beforeEach(async () => (scene = await Scene.start()), TIMEOUT_MS);
    afterEach(() => scene.end(), TIMEOUT_MS);

    it.each(kills)('of %s', (kill) => KILLS[kill](scene), TIMEOUT_MS);
  });
}
