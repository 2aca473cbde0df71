import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const erasedIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsErasedEntity', 'privacy_analytics_erased');

/** Remembers for a while who was erased, so that what still waits in a queue is not stored afterwards. */
export class RememberErasedVisitors1764204000100 implements MigrationInterface {
  readonly name = 'RememberErasedVisitors1764204000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      erasedIn(queryRunner).sql(`CREATE TABLE {} ({visitor} bigint NOT NULL, {erased_at} bigint NOT NULL,
        CONSTRAINT "privacy_analytics_erased_pk" PRIMARY KEY ({visitor}))`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(erasedIn(queryRunner).sql('DROP TABLE {}'));
  }
}
