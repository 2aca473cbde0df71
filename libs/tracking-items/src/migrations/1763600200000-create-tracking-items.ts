import { dialectOf } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const APPEND_ONLY = ['privacy_tracking_item_versions', 'privacy_catalogue_versions'];

const TABLES = [
  `CREATE TABLE privacy_tracking_items (
    id varchar(36) PRIMARY KEY NOT NULL,
    category varchar(32) NOT NULL,
    provider varchar(200),
    lifetime varchar(64),
    domain varchar(1024),
    cookies text NOT NULL,
    ordering integer NOT NULL,
    enabled boolean NOT NULL,
    sites text NOT NULL,
    version integer NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    deleted_at bigint
  )`,
  `CREATE TABLE privacy_tracking_item_translations (
    item_id varchar(36) NOT NULL,
    language varchar(35) NOT NULL,
    name varchar(1024) NOT NULL,
    purpose text,
    lifetime varchar(255),
    domain varchar(1024),
    PRIMARY KEY (item_id, language)
  )`,
  `CREATE TABLE privacy_tracking_item_versions (
    item_id varchar(36) NOT NULL,
    version integer NOT NULL,
    action varchar(16) NOT NULL,
    origin varchar(16) NOT NULL,
    content text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (item_id, version)
  )`,
  `CREATE TABLE privacy_catalogue_versions (
    site varchar(64) NOT NULL,
    version integer NOT NULL,
    sha256 varchar(64) NOT NULL,
    items text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (site, version)
  )`,
  `CREATE TABLE privacy_catalogue_revision (
    id integer PRIMARY KEY NOT NULL,
    revision integer NOT NULL
  )`,
];

/** The catalogue, its history, and triggers that keep the history from being changed. */
export class CreateTrackingItems1763600200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(table);
    await runner.query('INSERT INTO privacy_catalogue_revision (id, revision) VALUES (1, 0)');
    for (const statement of guardsOf(runner)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'privacy_catalogue_revision',
      'privacy_catalogue_versions',
      'privacy_tracking_item_versions',
      'privacy_tracking_item_translations',
      'privacy_tracking_items',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
    if (dialectOf(runner) === 'postgres') await runner.query('DROP FUNCTION privacy_catalogue_append_only()');
  }
}

function guardsOf(runner: QueryRunner): string[] {
  if (dialectOf(runner) === 'sqlite') {
    return APPEND_ONLY.flatMap((table) =>
      ['UPDATE', 'DELETE'].map(
        (verb) => `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
          BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
      ),
    );
  }
  return [
    `CREATE FUNCTION privacy_catalogue_append_only() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
    ...APPEND_ONLY.map(
      (table) => `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION privacy_catalogue_append_only()`,
    ),
  ];
}
