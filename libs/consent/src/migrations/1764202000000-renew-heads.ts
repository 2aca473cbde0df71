import { dialectOf, migratedTable, sealRenewalTableV1 } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const tableIn = (runner: QueryRunner): ReturnType<typeof sealRenewalTableV1> =>
  sealRenewalTableV1(
    migratedTable(runner, 'ConsentSealRenewalEntity', 'privacy_consent_seal_renewal'),
    dialectOf(runner),
  );

/** A newer key signs the heads of older ones. */
export class RenewHeads1764202000000 implements MigrationInterface {
  readonly name = 'RenewHeads1764202000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tableIn(runner).up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of tableIn(runner).down) await runner.query(statement);
  }
}
