import { type Problem } from '@nest-privacy/core';
import { type DisposableDatabase, testDatabases, type TestTables } from '@nest-privacy/core/testing';
import { SqliteDriver } from '@nest-privacy/core/typeorm';
import { ConsentRecordEntity } from '../index.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';

const [sqlite] = testDatabases();

describe('decisions while an SQLite file cannot be written', () => {
  let server: ConsentApp;
  let path: string;
  const database = {
    ...sqlite!,
    async create(tables?: TestTables): Promise<DisposableDatabase> {
      const created = await sqlite!.create(tables);
      path = created.url;
      return created;
    },
  };

  beforeEach(async () => {
    server = await startConsentApp({ database, adapter: 'fastify' });
    server.app.useLogger(false);
  });
  afterEach(() => server.close());

  const decideAll = (count: number): Promise<Response[]> =>
    Promise.all(Array.from({ length: count }, () => new Browser(server.url).decide({ STATISTICS: 'denied' })));
  const records = (): Promise<number> => server.source.getRepository(ConsentRecordEntity).count();

  it('wait for another process and are recorded then, and nobody else waits', async () => {
    const other = new SqliteDriver(path);
    other.exec('BEGIN IMMEDIATE');
    const deciding = decideAll(5);
    for (let i = 0; i < 3; i++) expect((await new Browser(server.url).consent()).state).toBe('unset');
    other.exec('COMMIT');
    other.close();
    expect((await deciding).map(({ status }) => status)).toEqual(Array(5).fill(201));
    expect(await records()).toBe(5);
  });

  it('are all refused on a full disk, leave no half of a batch, and go on when there is room', async () => {
    await decideAll(1);
    await server.source.query('PRAGMA max_page_count = 1');
    // One after the other fits into the pages there are; together they do not.
    const refused = (await decideAll(200)).filter(({ status }) => status !== 201);
    expect(refused.length).toBeGreaterThan(0);
    const answer = refused[0]!;
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await bodyOf<Problem>(answer)).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(await records()).toBe(201 - refused.length);
    await server.source.query('PRAGMA max_page_count = 1000000');
    expect((await decideAll(5)).map(({ status }) => status)).toEqual(Array(5).fill(201));
    expect(await records()).toBe(206 - refused.length);
  });
});
