import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const outboxIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsOutboxEntity', 'privacy_analytics_outbox');

/** Keeps events that were written in the application's own transactions, until they are in the statistics. */
export class KeepAnOutbox1764900000100 implements MigrationInterface {
  readonly name = 'KeepAnOutbox1764900000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    const outbox = outboxIn(queryRunner);
    await queryRunner.query(
      outbox.sql(`CREATE TABLE {} ({id} varchar(36) NOT NULL, {created} bigint NOT NULL, {due} bigint,
        {tries} integer NOT NULL, {visitor} varchar(32), {payload} text NOT NULL,
        CONSTRAINT "privacy_analytics_outbox_pk" PRIMARY KEY ({id}))`),
    );
    await queryRunner.query(outbox.sql('CREATE INDEX "privacy_analytics_outbox_due" ON {} ({due})'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(outboxIn(queryRunner).sql('DROP TABLE {}'));
  }
}
