import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const columnsIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsColumnEntity', 'privacy_analytics_column');

/** Keeps the events of days that are over by columns as well, for questions with filters. */
export class KeepColumns1764900000300 implements MigrationInterface {
  readonly name = 'KeepColumns1764900000300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      columnsIn(queryRunner)
        .sql(`CREATE TABLE {} ({site} integer NOT NULL, {day} integer NOT NULL, {fact} smallint NOT NULL,
        {changes} integer NOT NULL, {content} text NOT NULL,
        CONSTRAINT "privacy_analytics_column_pk" PRIMARY KEY ({site}, {day}, {fact}))`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(columnsIn(queryRunner).sql('DROP TABLE {}'));
  }
}
