import { appendOnlyV1, dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const tableIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentNoticeExhibitEntity', 'privacy_consent_notice_exhibit');

/** What belongs to versions of notices and is kept elsewhere. */
export class CreateNoticeExhibits1764108000000 implements MigrationInterface {
  readonly name = 'CreateNoticeExhibits1764108000000';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const table = tableIn(runner);
    await runner.query(
      table.sql(`CREATE TABLE {} (
        {site_id} varchar(64) NOT NULL,
        {notice_version} integer NOT NULL,
        {id} varchar(36) NOT NULL,
        {kind} varchar(16) NOT NULL,
        {name} varchar(128) NOT NULL,
        {sha256} varchar(64) NOT NULL,
        {media_type} varchar(64) NOT NULL,
        {size} bigint NOT NULL,
        {url} varchar(2048) NOT NULL,
        {attached_at} bigint NOT NULL,
        {attached_by} varchar(128) NOT NULL,
        PRIMARY KEY ({site_id}, {notice_version}, {id})
      )${dialect === 'sqlite' ? ' WITHOUT ROWID' : ''}`),
    );
    const guard = appendOnlyV1({ table, keys: [['site_id', 'notice_version', 'id']] }, dialect);
    for (const statement of guard.install) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const table = tableIn(runner);
    await runner.query(table.sql('DROP TABLE {}'));
    if (dialectOf(runner) === 'postgres') await runner.query(`DROP FUNCTION ${table.beside(`${table.name}_refuse`)}()`);
  }
}
