import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';

const ITEMS = `CREATE TABLE {} (
  {id} varchar(36) PRIMARY KEY NOT NULL,
  {category} varchar(32) NOT NULL,
  {provider} varchar(200),
  {lifetime} varchar(64),
  {domain} varchar(1024),
  {cookies} text NOT NULL,
  {ordering} integer NOT NULL,
  {enabled} boolean NOT NULL,
  {sites} text NOT NULL,
  {version} integer NOT NULL,
  {created_at} bigint NOT NULL,
  {updated_at} bigint NOT NULL,
  {deleted_at} bigint
)`;

const TRANSLATIONS = `CREATE TABLE {} (
  {item_id} varchar(36) NOT NULL,
  {language} varchar(35) NOT NULL,
  {name} varchar(1024) NOT NULL,
  {purpose} text,
  {lifetime} varchar(255),
  {domain} varchar(1024),
  PRIMARY KEY ({item_id}, {language})
)`;

const ITEM_VERSIONS = `CREATE TABLE {} (
  {item_id} varchar(36) NOT NULL,
  {version} integer NOT NULL,
  {action} varchar(16) NOT NULL,
  {origin} varchar(16) NOT NULL,
  {content} text NOT NULL,
  {created_at} bigint NOT NULL,
  PRIMARY KEY ({item_id}, {version})
)`;

const CATALOGUE_VERSIONS = `CREATE TABLE {} (
  {site} varchar(64) NOT NULL,
  {version} integer NOT NULL,
  {sha256} varchar(64) NOT NULL,
  {items} text NOT NULL,
  {created_at} bigint NOT NULL,
  PRIMARY KEY ({site}, {version})
)`;

const REVISION = `CREATE TABLE {} (
  {id} integer PRIMARY KEY NOT NULL,
  {revision} integer NOT NULL
)`;

const TABLES = [
  ['TrackingItemEntity', 'privacy_tracking_items', ITEMS],
  ['TrackingItemTranslationEntity', 'privacy_tracking_item_translations', TRANSLATIONS],
  ['TrackingItemVersionEntity', 'privacy_tracking_item_versions', ITEM_VERSIONS],
  ['CatalogueVersionEntity', 'privacy_catalogue_versions', CATALOGUE_VERSIONS],
  ['CatalogueRevisionEntity', 'privacy_catalogue_revision', REVISION],
] as const;

const tablesIn = (runner: QueryRunner): SqlTable[] =>
  TABLES.map(([entity, name]) => migratedTable(runner, entity, name));

/** The catalogue, its history, and triggers that keep the history from being changed. */
export class CreateTrackingItems1763600200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const tables = tablesIn(runner);
    for (const [i, [, , statement]] of TABLES.entries()) await runner.query(tables[i]!.sql(statement));
    await runner.query(tables.at(-1)!.sql('INSERT INTO {} ({id}, {revision}) VALUES (1, 0)'));
    for (const statement of guardsOf(runner)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = tablesIn(runner);
    for (const table of tables.toReversed()) await runner.query(table.sql('DROP TABLE {}'));
    if (dialectOf(runner) === 'postgres') {
      await runner.query(`DROP FUNCTION ${tables[0]!.beside('privacy_catalogue_append_only')}()`);
    }
  }
}

function guardsOf(runner: QueryRunner): string[] {
  const tables = tablesIn(runner).slice(2, 4);
  if (dialectOf(runner) === 'sqlite') {
    return tables.flatMap(({ name, path }) =>
      ['UPDATE', 'DELETE'].map(
        (verb) => `CREATE TRIGGER "${name}_no_${verb.toLowerCase()}" BEFORE ${verb} ON ${path}
          BEGIN SELECT RAISE(ABORT, '${name} is append-only'); END`,
      ),
    );
  }
  const refuse = tables[0]!.beside('privacy_catalogue_append_only');
  return [
    `CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
    ...tables.map(
      ({ name, path }) => `CREATE TRIGGER "${name}_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON ${path}
        FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}()`,
    ),
  ];
}
