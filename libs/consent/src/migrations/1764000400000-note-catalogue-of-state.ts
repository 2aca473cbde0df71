import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const stateIn = (runner: QueryRunner): SqlTable => migratedTable(runner, 'ConsentStateEntity', 'privacy_consent_state');

/** Which version of the catalogue a subject's grants cover. */
export class NoteCatalogueOfState1764000400000 implements MigrationInterface {
  readonly name = 'NoteCatalogueOfState1764000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(stateIn(runner).sql('ALTER TABLE {} ADD COLUMN {catalogue_version} integer'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(stateIn(runner).sql('ALTER TABLE {} DROP COLUMN {catalogue_version}'));
  }
}
