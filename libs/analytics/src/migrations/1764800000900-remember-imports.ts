import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const importsIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsImportEntity', 'privacy_analytics_import');

/** Remembers how far an import of an access log has come, until it is finished. */
export class RememberImports1764800000900 implements MigrationInterface {
  readonly name = 'RememberImports1764800000900';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      importsIn(queryRunner).sql(`CREATE TABLE {} ({log} varchar(64) NOT NULL, {begun} bigint NOT NULL,
        {seed} varchar(64) NOT NULL, {position} text, CONSTRAINT "privacy_analytics_import_pk" PRIMARY KEY ({log}))`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(importsIn(queryRunner).sql('DROP TABLE {}'));
  }
}
