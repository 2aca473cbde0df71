import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Which version of the catalogue a subject's grants cover. */
export class NoteCatalogueOfState1764000400000 implements MigrationInterface {
  readonly name = 'NoteCatalogueOfState1764000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE privacy_consent_state ADD COLUMN catalogue_version integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE privacy_consent_state DROP COLUMN catalogue_version');
  }
}
