import { guardDrift, missingTriggers, schemaDrift, transact } from '@nest-privacy/core/typeorm';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { TRACKING_ITEMS_APPEND_ONLY } from '../entities/append-only-entities.js';
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

  describe.each([
    [
      'privacy_tracking_item_versions',
      'item_id, version',
      'action, origin, content, created_at',
      `'updated', 'x', '{}', 1`,
    ],
    ['privacy_catalogue_versions', 'site, version', 'sha256, items, created_at', `'forged', '[]', 1`],
  ])('let nobody rewrite %s', (table, key, others, forged) => {
    const columns = `${key}, ${others}`;
    const entry = `${table} (${columns}) VALUES ('one', 1, ${forged})`;
    const run = (sql: string): Promise<unknown> => transact(source, (manager) => manager.query(sql));

    beforeAll(() => run(`INSERT INTO ${entry.replace(/, 1\)$/, ', 0)')}`));

    it.each([
      `UPDATE ${table} SET created_at = 1`,
      `DELETE FROM ${table}`,
      `INSERT INTO ${entry} ON CONFLICT (${key}) DO UPDATE SET created_at = 1`,
      ...(database.name === 'PostgreSQL'
        ? [`TRUNCATE ${table}`]
        : [
            `REPLACE INTO ${entry}`,
            `INSERT OR REPLACE INTO ${table} (rowid, ${columns}) VALUES (1, 'other', 9, ${forged})`,
            `UPDATE OR REPLACE ${table} SET created_at = 1`,
          ]),
    ])('by %s', async (sql) => {
      await expect(run(sql)).rejects.toThrow(/append-only/);
      expect(await source.query(`SELECT 1 FROM ${table} WHERE created_at = 0`)).toHaveLength(1);
    });
  });

  it('guard each unique key that the entities have', async () => {
    for (const entity of TRACKING_ITEMS_APPEND_ONLY) expect(await guardDrift(source, entity)).toEqual([]);
  });

  it('give a database the guards that it was shipped without', async () => {
    const [first] = TRACKING_ITEMS_MIGRATIONS;
    const old = await database.create();
    const options = { ...old.options, entities: TRACKING_ITEMS_ENTITIES };
    const before = await new DataSource({ ...options, migrations: [first!], migrationsRun: true }).initialize();
    const missing = async (on: DataSource): Promise<readonly string[]> =>
      (await Promise.all(TRACKING_ITEMS_APPEND_ONLY.map((entity) => missingTriggers(on, entity)))).flat();
    expect(await missing(before)).not.toEqual([]);
    await before.destroy();
    const after = await new DataSource({
      ...options,
      migrations: TRACKING_ITEMS_MIGRATIONS,
      migrationsRun: true,
    }).initialize();
    expect(await missing(after)).toEqual([]);
    await after.destroy();
    await old.drop();
  });
});
