import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { type DataSource } from 'typeorm';
import { analyticsEvent } from '../testing/index.js';
import { storeOn } from '../../test/store-on.js';
import { ANALYTICS_TABLES, migrated } from '../../test/migrated.js';

const EVENTS = 30_000;
const BATCH = 500;
const MOST_BYTES = 160;
const MOST_INDEXES = 3;
const BEGUN = Date.parse('2026-06-15T12:00:00Z');

const SIZE = {
  PostgreSQL: `SELECT pg_total_relation_size('privacy_analytics_event') AS "bytes"`,
  SQLite: `SELECT SUM("pgsize") AS "bytes" FROM dbstat WHERE "name" IN
    (SELECT "name" FROM sqlite_master WHERE "tbl_name" = 'privacy_analytics_event')`,
};
const INDEXES = {
  PostgreSQL: `SELECT COUNT(*) AS "count" FROM pg_indexes WHERE "tablename" = 'privacy_analytics_event'`,
  SQLite: `SELECT COUNT(*) AS "count" FROM sqlite_master WHERE "type" = 'index' AND "tbl_name" = 'privacy_analytics_event'`,
};

const batchAt = (at: number): ReturnType<typeof analyticsEvent>[] =>
  Array.from({ length: BATCH }, (_, i) =>
    analyticsEvent({
      id: newId(),
      at: at + i,
      page: `/articles/${i % 97}`,
      visitor: i % 10 === 0 ? null : (i * 2_654_435_761).toString(16).padStart(32, '9'),
    }),
  );

describe.each(testDatabases())('events on $name', (database) => {
  const name = database.name === 'SQLite' ? 'SQLite' : 'PostgreSQL';
  let place: DisposableDatabase;
  let source: DataSource;

  beforeAll(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await migrated(place);
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  it(`take ${MOST_BYTES} bytes each at most, with ${MOST_INDEXES} indexes at most`, async () => {
    const store = storeOn(source);
    for (let stored = 0; stored < EVENTS; stored += BATCH) await store.append(batchAt(BEGUN + stored));
    const [{ bytes }] = await source.query(SIZE[name]);
    const [{ count }] = await source.query(INDEXES[name]);
    expect(Number(bytes) / EVENTS).toBeLessThanOrEqual(MOST_BYTES);
    expect(Number(count)).toBeLessThanOrEqual(MOST_INDEXES);
  });
});
