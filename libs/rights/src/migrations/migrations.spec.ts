import { guardDrift, missingTriggers, schemaDrift, transact } from '@nest-privacy/core/typeorm';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { RIGHTS_APPEND_ONLY } from '../entities/append-only-entities.js';
import { RIGHTS_ENTITIES } from '../entities/index.js';
import { RIGHTS_MIGRATIONS } from './index.js';

describe.each(testDatabases())('the migrations on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeAll(async () => {
    place = await database.create();
    const options = { ...place.options, entities: RIGHTS_ENTITIES, migrations: RIGHTS_MIGRATIONS };
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
    await expect(source.query('SELECT 1 FROM privacy_rights_request')).rejects.toThrow();
    await source.runMigrations();
    expect(await schemaDrift(source)).toEqual([]);
  });

  it('let what is in the audit log already be found', async () => {
    const last = `INSERT INTO privacy_audit_entry (id, kind, action_id, administrator, action, target, personal, result, at)
      VALUES ('old', 'action', 'old', 'ada', 'GET /', '{"id":"7","same":"7","limit":"5"}', false, '{}', 5)`;
    while ((await source.query(`SELECT 1 FROM migrations WHERE name LIKE 'FindAuditTargets%'`)).length > 0)
      await source.undoLastMigration();
    await transact(source, (manager) => manager.query(last));
    await source.runMigrations();
    const found = await source.query('SELECT value, entry_id FROM privacy_audit_target ORDER BY value');
    expect(found).toEqual([
      { value: '5', entry_id: 'old' },
      { value: '7', entry_id: 'old' },
    ]);
  });

  describe.each([
    [
      'privacy_audit_entry',
      'id, kind, action_id, administrator, action, target, personal, result, at',
      `'one', 'action', 'one', 'ada', 'GET /', '{}', false, '{}', `,
    ],
    ['privacy_rights_event', 'id, request_id, actor, event, at', `'one', 'request', 'system', '{}', `],
  ])('let nobody rewrite %s', (table, columns, values) => {
    const entry = (at: number): string => `${table} (${columns}) VALUES (${values}${at})`;
    const run = (sql: string): Promise<unknown> => transact(source, (manager) => manager.query(sql));

    beforeAll(() => run(`INSERT INTO ${entry(0)}`));

    it.each([
      `UPDATE ${table} SET at = 1`,
      `DELETE FROM ${table}`,
      `INSERT INTO ${entry(1)} ON CONFLICT (id) DO UPDATE SET at = 1`,
      ...(database.name === 'PostgreSQL'
        ? [`TRUNCATE ${table}`]
        : [
            `REPLACE INTO ${entry(1)}`,
            `INSERT OR REPLACE INTO ${table} (rowid, ${columns}) VALUES (1, ${values.replace('one', 'two')}1)`,
            `UPDATE OR REPLACE ${table} SET at = 1`,
          ]),
    ])('by %s', async (sql) => {
      await expect(run(sql)).rejects.toThrow(/append-only/);
      expect(await source.query(`SELECT 1 FROM ${table} WHERE at = 0`)).toHaveLength(1);
    });
  });

  it('guard each unique key that the entities have', async () => {
    for (const entity of RIGHTS_APPEND_ONLY) {
      expect(await guardDrift(source, entity)).toEqual([]);
      expect(await missingTriggers(source, entity)).toEqual([]);
    }
  });
});
