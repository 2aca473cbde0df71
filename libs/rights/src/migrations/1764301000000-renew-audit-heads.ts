import { dialectOf, migratedTable, sealRenewalTableV1 } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const tableIn = (runner: QueryRunner): ReturnType<typeof sealRenewalTableV1> =>
  sealRenewalTableV1(migratedTable(runner, 'AuditSealRenewalEntity', 'privacy_audit_seal_renewal'), dialectOf(runner));

/** A newer key signs the head of the audit log that an older one signed. */
export class RenewAuditHeads1764301000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tableIn(runner).up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of tableIn(runner).down) await runner.query(statement);
  }
}
