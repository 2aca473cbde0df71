import {
  type AppendOnlyGuard,
  appendOnlyV1,
  dialectOf,
  migratedTable,
  type SqlTable,
} from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const itemVersionsIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'TrackingItemVersionEntity', 'privacy_tracking_item_versions');
const catalogueVersionsIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'CatalogueVersionEntity', 'privacy_catalogue_versions');

const guardsIn = (runner: QueryRunner): readonly AppendOnlyGuard[] =>
  [
    { table: itemVersionsIn(runner), keys: [['item_id', 'version'], ['rowid']] },
    { table: catalogueVersionsIn(runner), keys: [['site', 'version'], ['rowid']] },
  ].map((guarded) => appendOnlyV1(guarded, dialectOf(runner)));

/** The guards of the histories that the first migration made, which let SQLite's `REPLACE` pass. */
interface EarlierGuards {
  readonly install: readonly string[];
  readonly remove: readonly string[];
}

const earlierGuards = (runner: QueryRunner): EarlierGuards =>
  dialectOf(runner) === 'postgres' ? postgresGuards(runner) : sqliteGuards(runner);

function sqliteGuards(runner: QueryRunner): EarlierGuards {
  const triggers = [itemVersionsIn(runner), catalogueVersionsIn(runner)].flatMap(({ name, path }) =>
    ['update', 'delete'].map((verb) => ({ name, path, verb, trigger: `"${name}_no_${verb}"` })),
  );
  return {
    install: triggers.map(
      ({ name, path, verb, trigger }) =>
        `CREATE TRIGGER ${trigger} BEFORE ${verb.toUpperCase()} ON ${path} BEGIN SELECT RAISE(ABORT, '${name} is append-only'); END`,
    ),
    remove: triggers.map(({ trigger }) => `DROP TRIGGER ${trigger}`),
  };
}

function postgresGuards(runner: QueryRunner): EarlierGuards {
  const tables = [itemVersionsIn(runner), catalogueVersionsIn(runner)];
  const refuse = tables[0]!.beside('privacy_catalogue_append_only');
  return {
    install: [
      `CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
      ...tables.map(
        ({ name, path }) => `CREATE TRIGGER "${name}_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON ${path}
          FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}()`,
      ),
    ],
    remove: [
      ...tables.map(({ name, path }) => `DROP TRIGGER "${name}_append_only" ON ${path}`),
      `DROP FUNCTION ${refuse}()`,
    ],
  };
}

/** Guards the catalogue's histories as the consent ledger is guarded, also against `REPLACE`. */
export class GuardCatalogueHistory1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await all(runner, [...earlierGuards(runner).remove, ...guardsIn(runner).flatMap(({ install }) => install)]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await all(runner, [...guardsIn(runner).flatMap(({ remove }) => remove), ...earlierGuards(runner).install]);
  }
}

async function all(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await runner.query(statement);
}
