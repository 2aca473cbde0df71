import { schemaDrift } from '@nest-privacy/core/typeorm';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { ANALYTICS_ENTITIES } from '../entities/index.js';
import { ANALYTICS_MIGRATIONS } from '../migrations/index.js';

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
    await source.undoLastMigration();
    expect(await schemaDrift(source)).not.toEqual([]);
    await source.runMigrations();
    expect(await schemaDrift(source)).toEqual([]);
  });
});
