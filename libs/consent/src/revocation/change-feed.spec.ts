import { seconds } from '@nest-privacy/core';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_TABLES, migrated } from '../../test/consent-app.js';
import { type FeedRange } from './change-feed.js';
import { TypeOrmChangeFeed } from './typeorm-change-feed.js';

const COUNT = 12_000;
const ALL: FeedRange = { after: Number.MIN_SAFE_INTEGER, before: Number.MAX_SAFE_INTEGER, since: 0 };

describe.each(testDatabases())('the feed of changes on $name', (database) => {
  const isSqlite = database.name === 'SQLite';
  let place: DisposableDatabase;
  let source: DataSource;
  let feed: TypeOrmChangeFeed;

  beforeEach(async () => {
    place = await database.create(CONSENT_TABLES);
    source = await migrated(place);
    feed = new TypeOrmChangeFeed(source);
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  /** Changes of so many subjects, the number of each by `sequence`, an expression of `i`. */
  const insert = (count: number, sequence: string): Promise<unknown> => {
    const numbers = isSqlite
      ? `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`
      : `WITH n AS (SELECT generate_series(1, ${count}) AS i)`;
    return transact(source, (manager) =>
      manager.query(`${numbers} INSERT INTO privacy_consent_state
        (site_id, subject_id, record_id, decisions, informed, withdrawn, notice_version, decided_at, valid_until, changed_at, change_sequence)
        SELECT 'default', 's' || i, 'r', '{}', '[]', 1, 1, i, i, i, ${sequence} FROM n`),
    );
  };
  const readAll = async (range: FeedRange): Promise<string[]> => {
    const subjects: string[] = [];
    let pages = 0;
    for (let after: number | null = range.after; after !== null; pages += 1) {
      const { changes, last } = await feed.page({ ...range, after });
      subjects.push(...changes.map(({ subjectId }) => subjectId));
      after = last;
    }
    expect(pages).toBeGreaterThan(1);
    return subjects;
  };

  it('gives all changes page by page, each once, those of before there was an order first', async () => {
    await insert(COUNT, `i - ${COUNT / 2}`);
    expect(await readAll(ALL)).toEqual(Array.from({ length: COUNT }, (_, i) => `s${i + 1}`));
    expect(await readAll({ ...ALL, since: 5_000 })).toHaveLength(COUNT - 4_999);
  });

  it('begins where everything is settled', async () => {
    const before = await feed.position();
    await insert(1, isSqlite ? '1' : 'pg_current_xact_id()::text::bigint');
    const after = await feed.position();
    expect(after.settled).toBeGreaterThan(before.settled);
    const range = { after: before.settled - 1, before: after.next, since: 0 };
    expect((await feed.page(range)).changes).toEqual([{ siteId: 'default', subjectId: 's1', decidedAt: 1 }]);
    expect((await feed.page({ ...range, after: after.settled - 1 })).changes).toEqual([]);
    if (isSqlite) expect(after.clock).toBeNull();
    else expect(Math.abs(after.clock! - Date.now())).toBeLessThan(seconds(10));
  });

  if (!isSqlite) {
    it('gives all changes of one transaction, however many', async () => {
      await insert(COUNT, '7');
      await source.query(`UPDATE privacy_consent_state SET change_sequence = 8 WHERE decided_at > 11000`);
      expect(new Set(await readAll(ALL)).size).toBe(COUNT);
    });
  }
});
