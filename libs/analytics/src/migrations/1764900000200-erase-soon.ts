import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const pendingIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsPendingErasureEntity', 'privacy_analytics_pending_erasure');

/** Keeps whose events are to be erased because they took their consent back, until that is done. */
export class EraseSoon1764900000200 implements MigrationInterface {
  readonly name = 'EraseSoon1764900000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      pendingIn(queryRunner).sql(`CREATE TABLE {} ({visitor} varchar(32) NOT NULL, {due} bigint NOT NULL,
        {turns} integer NOT NULL, CONSTRAINT "privacy_analytics_pending_erasure_pk" PRIMARY KEY ({visitor}))`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(pendingIn(queryRunner).sql('DROP TABLE {}'));
  }
}
