import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const catalogueVersionsIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'CatalogueVersionEntity', 'privacy_catalogue_versions');

/** Room for what each version of a catalogue brought that earlier grants do not cover. */
export class NoteRenewals1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(catalogueVersionsIn(runner).sql('ALTER TABLE {} ADD COLUMN {renewals} text'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(catalogueVersionsIn(runner).sql('ALTER TABLE {} DROP COLUMN {renewals}'));
  }
}
