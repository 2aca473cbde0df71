import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const termsIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsTermEntity', 'privacy_analytics_term');
const quotasIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsTermQuotaEntity', 'privacy_analytics_term_quota');
const dutiesIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsDutyEntity', 'privacy_analytics_duty');

/** Bounds the dictionary: what each site adds in an hour is counted, and each text knows the day on which it was last needed, so that one process at a time removes the others. */
export class BoundedDictionary1763600320000 implements MigrationInterface {
  readonly name = 'BoundedDictionary1763600320000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(termsIn(queryRunner).sql('ALTER TABLE {} ADD COLUMN {needed} integer NOT NULL DEFAULT 0'));
    await queryRunner.query(
      quotasIn(queryRunner)
        .sql(`CREATE TABLE {} ({site} varchar(64) NOT NULL, {hour} integer NOT NULL, {used} integer NOT NULL,
        CONSTRAINT "privacy_analytics_term_quota_pk" PRIMARY KEY ({site}))`),
    );
    await queryRunner.query(
      dutiesIn(queryRunner).sql(`CREATE TABLE {} ({name} varchar(40) NOT NULL, {begun} bigint NOT NULL,
        CONSTRAINT "privacy_analytics_duty_pk" PRIMARY KEY ({name}))`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const tableIn of [dutiesIn, quotasIn]) await queryRunner.query(tableIn(queryRunner).sql('DROP TABLE {}'));
    await queryRunner.query(termsIn(queryRunner).sql('ALTER TABLE {} DROP COLUMN {needed}'));
  }
}
