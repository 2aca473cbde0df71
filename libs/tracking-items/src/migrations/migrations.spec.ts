import { schemaDrift } from '@nest-privacy/core/typeorm';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { TRACKING_ITEMS_ENTITIES } from '../entities/index.js';
import { TRACKING_ITEMS_MIGRATIONS } from './index.js';

describe.each(testDatabases())('the migrations on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeAll(async () => {
    place = await database.create();
    const options = { ...place.options, entities: TRACKING_ITEMS_ENTITIES, migrations: TRACKING_ITEMS_MIGRATIONS };
    source = await new DataSource(options).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  it('go up, down to nothing and up again, and tell what the entities tell', async () => {
    await source.runMigrations();
    expect(await schemaDrift(source)).toEqual([]);
    while ((await source.query('SELECT 1 FROM migrations')).length > 0) await source.undoLastMigration();
    await expect(source.query('SELECT 1 FROM privacy_tracking_items')).rejects.toThrow();
    await source.runMigrations();
    expect(await schemaDrift(source)).toEqual([]);
  });

  it.each(['privacy_tracking_item_versions', 'privacy_catalogue_versions'])('let nobody rewrite %s', async (table) => {
    await source.query(
      table === 'privacy_catalogue_versions'
        ? `INSERT INTO ${table} (site, version, sha256, items, created_at) VALUES ('s', 1, 'x', '[]', 0)`
        : `INSERT INTO ${table} (item_id, version, action, origin, content, created_at) VALUES ('i', 1, 'created', 'admin', '{}', 0)`,
    );
    await expect(source.query(`UPDATE ${table} SET created_at = 1`)).rejects.toThrow(/append-only/);
    await expect(source.query(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
    expect(await source.query(`SELECT 1 FROM ${table} WHERE created_at = 0`)).toHaveLength(1);
  });
});
