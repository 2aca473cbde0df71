import { guardDrift, schemaDrift, transact } from '@nest-privacy/core/typeorm';
import { type DisposableDatabase, storageDatabases } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { CONSENT_APPEND_ONLY } from '../entities/append-only-entities.js';
import { CONSENT_ENTITIES, CONSENT_MIGRATIONS } from '../index.js';

const STATES = `INSERT INTO privacy_consent_state
  (site_id, subject_id, record_id, decisions, informed, withdrawn, notice_version, decided_at, valid_until, changed_at)
  VALUES ('default', 'a', 'r', '{}', '[]', 0, 1, 10, 20, NULL), ('default', 'b', 'r', '{}', '[]', 1, 1, 12, 20, 12),
    ('default', 'c', 'r', '{}', '[]', 1, 1, 11, 20, 11), ('other', 'b', 'r', '{}', '[]', 1, 1, 13, 20, 13)`;

describe.each(storageDatabases())('the migrations on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeEach(async () => {
    place = await database.create();
    const options = { ...place.options, entities: CONSENT_ENTITIES, migrations: CONSENT_MIGRATIONS };
    source = await new DataSource(options).initialize();
    await source.runMigrations();
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  it('guard each unique key that the entities have', async () => {
    for (const entity of CONSENT_APPEND_ONLY) expect(await guardDrift(source, entity)).toEqual([]);
  });

  it('go up, down to nothing and up again, and tell what the entities tell', async () => {
    expect(await schemaDrift(source)).toEqual([]);
    for (let i = 0; i < CONSENT_MIGRATIONS.length; i++) await source.undoLastMigration();
    await expect(source.query('SELECT 1 FROM privacy_consent_state')).rejects.toThrow();
    await source.runMigrations();
    expect(await schemaDrift(source)).toEqual([]);
  });

  it('give the changes that there are an order before all that follow', async () => {
    const [, ...since] = CONSENT_MIGRATIONS;
    for (let i = 0; i < since.length; i++) await source.undoLastMigration();
    await transact(source, (manager) => manager.query(STATES));
    await source.runMigrations();
    const rows: { subject_id: string; place: string | null }[] = await source.query(
      'SELECT subject_id, change_sequence AS place FROM privacy_consent_state ORDER BY decided_at',
    );
    expect(rows.map(({ place }) => place && Number(place))).toEqual([null, -3, -2, -1]);
  });
});
