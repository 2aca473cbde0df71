import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const stateIn = (runner: QueryRunner): SqlTable => migratedTable(runner, 'ConsentStateEntity', 'privacy_consent_state');

/** Which signals of a subject's browser the ledger tells of already, so that it tells of each once. */
export class NoteAppliedSignals1764103100000 implements MigrationInterface {
  readonly name = 'NoteAppliedSignals1764103100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(stateIn(runner).sql('ALTER TABLE {} ADD COLUMN {signals_applied} text'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(stateIn(runner).sql('ALTER TABLE {} DROP COLUMN {signals_applied}'));
  }
}
