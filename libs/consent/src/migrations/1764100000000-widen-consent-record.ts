import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const recordIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentRecordEntity', 'privacy_consent_record');

const COLUMNS = [
  '{notice_hash} varchar(64)',
  '{served_id} varchar(36)',
  '{served_at} bigint',
  '{policy_id} varchar(64)',
  '{signal_conflict} text',
  '{reask_not_before} bigint',
  '{surface} varchar(32)',
  '{actor} varchar(16)',
  '{auth_method} varchar(16)',
  '{ui_build} varchar(64)',
  '{variant} varchar(64)',
  '{details} text',
  '{interop} text',
  '{origin} varchar(48)',
  '{leaf_hash} varchar(43)',
  '{sequence} bigint',
];

/** Records tell how a decision came about; of earlier ones that stays unknown. */
export class WidenConsentRecord1764100000000 implements MigrationInterface {
  readonly name = 'WidenConsentRecord1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    const record = recordIn(runner);
    for (const column of COLUMNS) await runner.query(record.sql(`ALTER TABLE {} ADD COLUMN ${column}`));
  }

  async down(runner: QueryRunner): Promise<void> {
    const record = recordIn(runner);
    for (const column of COLUMNS) {
      await runner.query(record.sql(`ALTER TABLE {} DROP COLUMN ${column.split(' ')[0]}`));
    }
  }
}
