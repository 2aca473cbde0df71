import { appendOnlyV1, dialectOf } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLES = [
  { name: 'privacy_tracking_item_versions', keys: [['item_id', 'version'], ['rowid']] },
  { name: 'privacy_catalogue_versions', keys: [['site', 'version'], ['rowid']] },
];

/** The guards that the first migration made, which let SQLite's `REPLACE` pass. */
const EARLIER = {
  sqlite: {
    install: TABLES.flatMap(({ name }) => [
      `CREATE TRIGGER ${name}_no_update BEFORE UPDATE ON ${name} BEGIN SELECT RAISE(ABORT, '${name} is append-only'); END`,
      `CREATE TRIGGER ${name}_no_delete BEFORE DELETE ON ${name} BEGIN SELECT RAISE(ABORT, '${name} is append-only'); END`,
    ]),
    remove: TABLES.flatMap(({ name }) => [`DROP TRIGGER ${name}_no_update`, `DROP TRIGGER ${name}_no_delete`]),
  },
  postgres: {
    install: [
      `CREATE FUNCTION privacy_catalogue_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
      ...TABLES.map(
        ({ name }) => `CREATE TRIGGER ${name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${name}
          FOR EACH STATEMENT EXECUTE FUNCTION privacy_catalogue_append_only()`,
      ),
    ],
    remove: [
      ...TABLES.map(({ name }) => `DROP TRIGGER ${name}_append_only ON ${name}`),
      'DROP FUNCTION privacy_catalogue_append_only()',
    ],
  },
};

/** Guards the catalogue's histories as the consent ledger is guarded, also against `REPLACE`. */
export class GuardCatalogueHistory1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const guards = TABLES.map((table) => appendOnlyV1(table, dialect));
    await all(runner, [...EARLIER[dialect].remove, ...guards.flatMap(({ install }) => install)]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const guards = TABLES.map((table) => appendOnlyV1(table, dialect));
    await all(runner, [...guards.flatMap(({ remove }) => remove), ...EARLIER[dialect].install]);
  }
}

async function all(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await runner.query(statement);
}
