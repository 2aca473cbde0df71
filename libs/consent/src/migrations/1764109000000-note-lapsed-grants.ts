import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const stateIn = (runner: QueryRunner): SqlTable => migratedTable(runner, 'ConsentStateEntity', 'privacy_consent_state');

/** Which categories a subject granted once and has to be asked about again, so that no default lets them pass. */
export class NoteLapsedGrants1764109000000 implements MigrationInterface {
  readonly name = 'NoteLapsedGrants1764109000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(stateIn(runner).sql('ALTER TABLE {} ADD COLUMN {lapsed} text'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(stateIn(runner).sql('ALTER TABLE {} DROP COLUMN {lapsed}'));
  }
}
