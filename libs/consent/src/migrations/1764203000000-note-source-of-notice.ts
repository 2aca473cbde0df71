import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const recordIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentRecordEntity', 'privacy_consent_record');

/** By whom the version of the notice that a record names was said: by the page that showed it, or by the server, which knows only which one it was then. */
export class NoteSourceOfNotice1764203000000 implements MigrationInterface {
  readonly name = 'NoteSourceOfNotice1764203000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(recordIn(runner).sql('ALTER TABLE {} ADD COLUMN {notice_source} varchar(8)'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(recordIn(runner).sql('ALTER TABLE {} DROP COLUMN {notice_source}'));
  }
}
