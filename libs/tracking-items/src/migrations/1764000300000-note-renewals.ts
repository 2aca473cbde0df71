import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Room for what each version of a catalogue brought that earlier grants do not cover. */
export class NoteRenewals1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE privacy_catalogue_versions ADD COLUMN renewals text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE privacy_catalogue_versions DROP COLUMN renewals');
  }
}
