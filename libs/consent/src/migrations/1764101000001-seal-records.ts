import { dialectOf, migratedTable, sealTablesV1 } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const tablesIn = (runner: QueryRunner): ReturnType<typeof sealTablesV1> =>
  sealTablesV1(
    {
      seal: migratedTable(runner, 'ConsentSealEntity', 'privacy_consent_seal'),
      node: migratedTable(runner, 'ConsentSealNodeEntity', 'privacy_consent_seal_node'),
      key: migratedTable(runner, 'ConsentSealKeyEntity', 'privacy_consent_seal_key'),
      index: 'privacy_consent_seal_latest',
    },
    dialectOf(runner),
  );

/** Records are sealed, those of before as well. */
export class SealRecords1764101000001 implements MigrationInterface {
  readonly name = 'SealRecords1764101000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tablesIn(runner).up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of tablesIn(runner).down) await runner.query(statement);
  }
}
