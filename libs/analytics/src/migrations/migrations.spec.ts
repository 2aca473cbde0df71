import { readFileSync } from 'node:fs';
import { schemaDrift } from '@nest-privacy/core/typeorm';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { ANALYTICS_ENTITIES } from '../entities/index.js';
import { DestroyRawSalts1763600340000 } from './1763600340000-destroy-raw-salts.js';
import { ANALYTICS_MIGRATIONS } from './index.js';

describe.each(testDatabases())('migrations of analytics on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeEach(async () => {
    place = await database.create();
    source = await new DataSource({
      ...place.options,
      entities: ANALYTICS_ENTITIES,
      migrations: ANALYTICS_MIGRATIONS,
    }).initialize();
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  it('make the tables that the entities describe', async () => {
    await source.runMigrations();
    expect(await schemaDrift(source)).toEqual([]);
  });

  it('can be undone and done again', async () => {
    await source.runMigrations();
    for (let i = 0; i < ANALYTICS_MIGRATIONS.length; i++) await source.undoLastMigration();
    expect(await schemaDrift(source)).not.toEqual([]);
    await source.runMigrations();
    expect(await schemaDrift(source)).toEqual([]);
  });

  it('destroy the salts that the database held without a key', async () => {
    await source.runMigrations();
    const from = ANALYTICS_MIGRATIONS.indexOf(DestroyRawSalts1763600340000);
    for (let i = from; i < ANALYTICS_MIGRATIONS.length; i++) await source.undoLastMigration();
    const salt = '0123456789abcdef'.repeat(4);
    await source.query(`INSERT INTO "privacy_analytics_salt" ("day", "salt") VALUES ('2026-06-15', '${salt}')`);
    await source.runMigrations();
    expect(await source.query('SELECT * FROM "privacy_analytics_salt"')).toEqual([]);
    if (database.name === 'SQLite') {
      await source.query('PRAGMA wal_checkpoint(TRUNCATE)');
      expect(readFileSync(place.url, 'latin1')).not.toContain(salt);
    } else {
      const [heap] = await source.query<{ size: string }[]>(
        `SELECT pg_relation_size('privacy_analytics_salt') AS size`,
      );
      expect(Number(heap!.size)).toBe(0);
    }
  });
});
