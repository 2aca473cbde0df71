import { newId } from '@nest-privacy/core/kit';
import { testDatabases } from '@nest-privacy/core/testing';
import { type Logger } from 'typeorm';
import { Browser } from '../../libs/consent/test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../libs/consent/test/consent-app.js';

/** A statement as the module sent it. */
interface Sent {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const ASKS = /^\s*(SELECT|WITH|UPDATE|DELETE)\b/i;
/** A table that has few rows however many visitors come, and is read whole. */
const SMALL = /privacy_consent_(notice|policy|seal_key|follower|webhook)/;

describe.each(testDatabases())('what is asked on the way of a request, on $name', (database) => {
  let server: ConsentApp;
  const sent = new Map<string, Sent>();

  beforeAll(async () => {
    const quiet = { pollInterval: 'off' } as const;
    server = await startConsentApp({
      adapter: 'fastify',
      database,
      consent: { rateLimit: 'off', notices: { servedInterval: 'off' }, outbox: quiet, report: quiet },
    });
    const keep = (sql: string, parameters: unknown[] = []): void => void sent.set(sql, { sql, parameters });
    const nothing = (): void => undefined;
    const logger: Logger = {
      logQuery: keep,
      logQueryError: nothing,
      logQuerySlow: nothing,
      logSchemaBuild: nothing,
      logMigration: nothing,
      log: nothing,
    };
    server.source.logger = logger;
  });
  afterAll(() => server.close());

  /** Everything that a visitor and an administrator of one ask for. */
  async function walk(): Promise<void> {
    const visitor = new Browser(server.url);
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    const key = { 'idempotency-key': newId() };
    for (const decisions of [{ MARKETING: 'granted' }, { MARKETING: 'denied' }] as const)
      expect((await visitor.decide(decisions)).status).toBe(201);
    for (let i = 0; i < 2; i++) await visitor.decide({ STATISTICS: 'granted' }, {}, key);
    const { items } = (await (await admin.send('GET', '/admin/consent/records?limit=5')).json()) as {
      items: { id: string; subjectId: string }[];
    };
    const [{ id, subjectId }] = items as [{ id: string; subjectId: string }];
    for (const [browser, path] of [
      [visitor, '/consent'],
      [visitor, '/consent/records'],
      [visitor, `/consent/records/${id}`],
      [admin, `/admin/consent/records?subjectId=${subjectId}`],
      [admin, '/admin/consent/records?from=2026-06-01&to=2026-06-30'],
      [admin, `/admin/consent/records/${id}`],
    ] as const)
      expect([path, (await browser.send('GET', path)).status]).toEqual([path, 200]);
    expect((await visitor.send('DELETE', '/consent')).status).toBeLessThan(300);
  }

  it('is found by an index, statement by statement as it was sent', async () => {
    await walk();
    const questions = [...sent.values()].filter(({ sql }) => ASKS.test(sql) && /privacy_consent_/.test(sql));
    const isPostgres = database.name === 'PostgreSQL';
    expect(questions.length).toBeGreaterThan(3);
    for (const { sql, parameters } of questions.filter((question) => !SMALL.test(question.sql))) {
      const plan = await server.source.transaction(async (manager) => {
        // A table of some rows is read whole by any sound planner; the question is whether it must be.
        if (isPostgres) await manager.query('SET LOCAL enable_seqscan = off');
        return manager.query<object[]>(`${isPostgres ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${sql}`, [...parameters]);
      });
      const text = JSON.stringify(plan);
      const whole = /Seq Scan on privacy|SCAN privacy\w+(?! USING (COVERING )?INDEX)/.exec(text)?.[0];
      expect([sql, whole]).toEqual([sql, undefined]);
    }
  });
});
