import { DataSource } from 'typeorm';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';
import { eventually, settled } from './eventually.js';
import { expectSumsToAgree } from './sums-agree.js';
import { OwnPostgres } from '../setup/own-postgres.js';

const CROWD = 30;
const TIMEOUT_MS = 120_000;

/** What the log says when an outage begins, and when it is over. */
const BEGUN = 'what needs it is answered 503';
const OVER = 'The database is back';

interface Readiness {
  readonly status: string;
  readonly missing: readonly string[];
}

/** Two ways to be away: connections are refused, or open and silent. */
const OUTAGES = [
  {
    name: 'stopped and started again',
    pages: ['/before-the-stop', '/during-the-stop', '/after-the-stop'],
    leave: (postgres: OwnPostgres) => postgres.stop(),
    back: (postgres: OwnPostgres) => postgres.start(),
  },
  {
    name: 'frozen and thawed',
    pages: ['/before-the-frost', '/during-the-frost', '/after-the-frost'],
    leave: (postgres: OwnPostgres) => Promise.resolve(postgres.freeze()),
    back: (postgres: OwnPostgres) => Promise.resolve(postgres.thaw()),
  },
] as const;

describe('PostgreSQL, in the middle of things', () => {
  let postgres: OwnPostgres;
  let app: AppProcess;

  beforeAll(async () => {
    postgres = await OwnPostgres.start();
    app = await startProcess({ DATABASE_URL: postgres.url, LOG_LEVEL: 'warn' });
  }, TIMEOUT_MS);
  afterAll(async () => {
    await app.stop();
    await postgres.remove();
  });

  const decide = (visitor = new Visitor(app)): Promise<Response> =>
    visitor.send('POST', '/consent', { decisions: { MARKETING: 'granted' } });
  const get = (path: string): Promise<Response> => fetch(app.url + path, { headers: { Accept: 'application/json' } });
  const readiness = async (): Promise<Readiness> => (await (await get('/health/ready')).json()) as Readiness;
  const lines = (text: string): number => app.output().split(text).length - 1;
  const view = async (path: string): Promise<void> => {
    const statuses = await Promise.all(Array.from({ length: CROWD }, () => new Visitor(app).statusOf(path)));
    expect(new Set(statuses)).toEqual(new Set([200]));
  };

  /** What was stored of the views of some pages. */
  const stored = async (paths: readonly string[]): Promise<readonly number[]> => {
    const source = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    await expectSumsToAgree(source);
    const rows = await source.query<{ text: string; count: string }[]>(
      `SELECT t.text, COUNT(*) AS count FROM privacy_analytics_event e JOIN privacy_analytics_term t ON t.id = e.page GROUP BY t.text`,
    );
    await source.destroy();
    return paths.map((path) => Number(rows.find(({ text }) => text === path)?.count ?? 0));
  };

  it.each(OUTAGES)(
    '$name: what needs it ends as 503, guards and health go on, the log has two lines, it recovers by itself, and every page view counts once',
    async ({ leave, back, pages }) => {
      const known = new Visitor(app);
      expect((await decide(known)).status).toBe(201);
      const before = { begun: lines(BEGUN), over: lines(OVER) };
      const [earlier, meanwhile, later] = pages;
      await view(earlier);
      await leave(postgres);

      const deciding = Promise.all(Array.from({ length: CROWD }, () => decide()));
      expect((await get('/health/live')).status).toBe(200);
      expect((await get('/offers')).status).toBe(403);
      expect((await known.consent()).allowed).toMatchObject({ MARKETING: true });
      const { status, missing } = await readiness();
      expect([status, missing.includes('database')]).toEqual(['degraded', true]);
      for (const answer of await deciding) {
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
        expect(await answer.json()).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      }
      expect(lines(BEGUN) - before.begun).toBe(1);
      await view(meanwhile);

      await back(postgres);
      await eventually(
        async () => (await decide()).status,
        (code) => code === 201,
      );
      await eventually(readiness, ({ status: now }) => now === 'ok');
      await eventually(
        async () => (await decide(), lines(OVER) - before.over),
        (count) => count === 1,
      );
      await view(later);
      await settled(app);
      expect(await stored(pages)).toEqual([CROWD, CROWD, CROWD]);
      expect(lines('    at ')).toBe(0);
    },
    TIMEOUT_MS,
  );

  it('counts each answered decision once, whatever became of those that were not', async () => {
    const source = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    const visitor = new Visitor(app);
    const { id } = (await (await decide(visitor)).json()) as { id: string };
    expect(await source.query('SELECT id FROM privacy_consent_record WHERE id = $1', [id])).toEqual([{ id }]);
    await source.destroy();
  });
});
