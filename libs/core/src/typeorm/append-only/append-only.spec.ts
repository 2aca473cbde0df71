import { DataSource, EntitySchema } from 'typeorm';
import { type DisposableDatabase, testDatabases } from '../../testing/index.js';
import { transact } from '../transact.js';
import { SqlTable } from '../sql-table.js';
import { appendOnlyTableOf } from './append-only-table.js';
import { type AppendOnlyTable, appendOnlyV1 } from './append-only-v1.js';
import { ensureAppendOnly, missingTriggers } from './ensure-append-only.js';

interface Entry {
  readonly owner: string;
  readonly place: number;
  readonly key: string | null;
  readonly said: string;
}

const Entries = new EntitySchema<Entry>({
  name: 'entry',
  columns: {
    owner: { type: 'varchar', primary: true },
    place: { type: 'integer', primary: true },
    key: { type: 'varchar', nullable: true, unique: true },
    said: { type: 'varchar' },
  },
});

const NotMadeYet = new EntitySchema<{ id: number }>({
  name: 'not_made_yet',
  columns: { id: { type: 'integer', primary: true } },
});

const REFUSED = {
  common: [
    `UPDATE entry SET said = 'x'`,
    `UPDATE entry SET place = 9 WHERE owner = 'a'`,
    'DELETE FROM entry',
    `DELETE FROM entry WHERE key = 'k'`,
    `INSERT INTO entry VALUES ('a', 1, NULL, 'x') ON CONFLICT (owner, place) DO UPDATE SET said = 'x'`,
    `INSERT INTO entry VALUES ('b', 1, 'k', 'x') ON CONFLICT (key) DO UPDATE SET said = 'x'`,
  ],
  SQLite: [
    `REPLACE INTO entry VALUES ('a', 1, NULL, 'x')`,
    `INSERT OR REPLACE INTO entry VALUES ('a', '1', NULL, 'x')`,
    `INSERT OR REPLACE INTO entry VALUES ('b', 1, 'k', 'x')`,
    `INSERT OR REPLACE INTO entry (rowid, owner, place, said) VALUES (1, 'b', 1, 'x')`,
    `INSERT OR REPLACE INTO entry (oid, owner, place, said) VALUES ('1', 'b', 1, 'x')`,
    `REPLACE INTO entry SELECT owner, place, key, 'x' FROM entry`,
    `UPDATE OR REPLACE entry SET said = 'x'`,
    `UPDATE OR IGNORE entry SET said = 'x'`,
  ],
  PostgreSQL: [
    'TRUNCATE entry',
    'TRUNCATE entry CASCADE',
    `UPDATE ONLY entry SET said = 'x'`,
    `WITH gone AS (DELETE FROM entry RETURNING *) SELECT * FROM gone`,
    `MERGE INTO entry USING (SELECT 'a' AS owner) AS other ON entry.owner = other.owner WHEN MATCHED THEN DELETE`,
  ],
};

describe.each(testDatabases())('an append-only table on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;
  const connect = (synchronize: boolean, entities: EntitySchema[] = [Entries]): Promise<DataSource> =>
    new DataSource({ ...place.options, entities, synchronize }).initialize();
  const run = (sql: string): Promise<unknown> => transact(source, (manager) => manager.query(sql));
  const seed = (): Promise<unknown> => run(`INSERT INTO entry VALUES ('a', 1, 'k', 'first'), ('a', 2, NULL, 'second')`);

  beforeEach(async () => {
    place = await database.create();
    source = await connect(true);
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  it.each([...REFUSED.common, ...REFUSED[database.name]])('refuses %s', async (sql) => {
    await seed();
    const before = await source.query('SELECT * FROM entry ORDER BY place');
    await ensureAppendOnly(source, [Entries]);
    await expect(run(sql)).rejects.toThrow(/entry is append-only/);
    expect(await source.query('SELECT * FROM entry ORDER BY place')).toEqual(before);
  });

  it('still takes what is new', async () => {
    await ensureAppendOnly(source, [Entries]);
    await seed();
    await run(`INSERT INTO entry VALUES ('b', 1, NULL, 'third')`);
    expect(await source.getRepository(Entries).count()).toBe(3);
  });

  it('gets what it lacks when tables are synchronised, from processes that start at once, and says what it lacks otherwise', async () => {
    const dialect = database.name === 'SQLite' ? 'sqlite' : 'postgres';
    const { triggers } = appendOnlyV1(appendOnlyTableOf(source, Entries), dialect);
    expect(await missingTriggers(source, Entries)).toEqual(triggers);
    const strict = await connect(false, [Entries, NotMadeYet]);
    expect(await ensureAppendOnly(strict, [Entries])).toEqual(triggers);
    const other = dialect === 'postgres' ? await connect(true) : source;
    await Promise.all([source, other, source].map((start) => ensureAppendOnly(start, [Entries])));
    expect(await missingTriggers(source, Entries)).toEqual([]);
    expect(await ensureAppendOnly(strict, [Entries, NotMadeYet])).toEqual([]);
    await run(`DROP TRIGGER ${triggers[0]}${dialect === 'postgres' ? ' ON entry' : ''}`);
    expect(await missingTriggers(source, Entries)).toEqual([triggers[0]]);
    await ensureAppendOnly(source, [Entries]);
    expect(await missingTriggers(source, Entries)).toEqual([]);
    await strict.destroy();
    if (other !== source) await other.destroy();
  });
});

// A database that was migrated yesterday must be what one is that is migrated tomorrow: what has to differ is appendOnlyV2.
it('is guarded by SQL that never changes', () => {
  const refusal = `BEGIN SELECT RAISE(ABORT, 't is append-only'); END`;
  const guarded = (schema?: string): AppendOnlyTable => ({
    table: new SqlTable('t', schema, (column) => column),
    keys: [['a', 'b'], ['c'], ['rowid']],
  });
  expect(appendOnlyV1(guarded(), 'sqlite').install).toEqual([
    `CREATE TRIGGER "t_no_update" BEFORE UPDATE ON "t" ${refusal}`,
    `CREATE TRIGGER "t_no_delete" BEFORE DELETE ON "t" ${refusal}`,
    `CREATE TRIGGER "t_no_replace" BEFORE INSERT ON "t" WHEN EXISTS (SELECT 1 FROM "t" WHERE "a" = NEW."a" AND "b" = NEW."b") OR EXISTS (SELECT 1 FROM "t" WHERE "c" = NEW."c") OR EXISTS (SELECT 1 FROM "t" WHERE rowid = NEW.rowid) ${refusal}`,
  ]);
  const [refuse, ...triggers] = appendOnlyV1(guarded('s'), 'postgres').install;
  expect(refuse!.replaceAll(/\s+/g, ' ')).toBe(
    `CREATE FUNCTION "s"."t_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 't is append-only' USING ERRCODE = 'restrict_violation'; END $$`,
  );
  expect(triggers).toEqual([
    'CREATE TRIGGER "t_no_change" BEFORE UPDATE OR DELETE ON "s"."t" FOR EACH ROW EXECUTE FUNCTION "s"."t_refuse"()',
    'CREATE TRIGGER "t_no_truncate" BEFORE TRUNCATE ON "s"."t" FOR EACH STATEMENT EXECUTE FUNCTION "s"."t_refuse"()',
  ]);
});
