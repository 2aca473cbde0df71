import { pairedPlatforms, type TestDatabase } from '@nest-privacy/core/testing';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { fuzz } from './fuzz-run.js';

const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121);
const LAST_SUCCESS = 399;
/** This application has one tracking status for all its requests. */
const NEVER_REACHED = 'get /.well-known/dnt/{statusId}';
/** So many requests reach the inside of every route by chance. */
const ENOUGH = 5_000;

const variablesOf = (database: TestDatabase, url: string): Record<string, string> =>
  database.name === 'SQLite' ? {} : { DATABASE_URL: url };

/**
 * Defines the tests that send odd requests to every route, on both HTTP servers and both databases.
 *
 * @param requests in all; `FUZZ_REQUESTS` says otherwise, and `FUZZ_SEED` makes others
 * @param timeout of each test, in milliseconds
 */
export function defineFuzz(requests: number, timeout: number): void {
  const platforms = pairedPlatforms();
  const each = Math.ceil(Number(process.env.FUZZ_REQUESTS ?? requests) / platforms.length);

  describe.each(platforms)(`odd requests, seed ${SEED} ($adapter, $database.name)`, ({ adapter, database }) => {
    let app: AppProcess;
    let drop: () => Promise<void>;

    beforeAll(async () => {
      const { url, drop: remove } = await database.create();
      drop = remove;
      const bounds = { HTTP_ADAPTER: adapter, LOG_LEVEL: 'warn', TRUSTED_PROXIES: '127.0.0.1', USER_HEADER: 'X-User' };
      app = await startProcess({ ...bounds, ...variablesOf(database, url) });
    });
    afterAll(async () => {
      await app.stop();
      await drop();
    });

    it(
      'to every route are answered in time, by what it is for or by a problem document',
      async () => {
        const { sent, statuses } = await fuzz(app, { requests: each, seed: SEED });
        expect(sent).toBeGreaterThanOrEqual(each);
        // A fuzz that never comes past the first check finds nothing.
        const unreached = [...statuses].filter(([, seen]) => ![...seen.keys()].some((code) => code <= LAST_SUCCESS));
        if (sent >= ENOUGH) expect(unreached.map(([route]) => route)).toEqual([NEVER_REACHED]);
        const limited = [...statuses.values()].reduce((sum, answers) => sum + (answers.get(429) ?? 0), 0);
        expect(limited).toBeLessThan(sent / 50);
        expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
        expect(app.output()).not.toMatch(/ERROR|INTERNAL_ERROR|unhandled/i);
      },
      timeout,
    );
  });
}
