import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';

const saltsIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsSaltEntity', 'privacy_analytics_salt');

/**
 * Destroys the salts of before, which were what the database held and nothing else. The table is made anew, and on SQLite its pages are overwritten. Today's
 * visitors count anew from here on. Backups and logs of before still hold the salts of their days.
 */
export class DestroyRawSalts1763600340000 implements MigrationInterface {
  readonly name = 'DestroyRawSalts1763600340000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isSqlite = dialectOf(queryRunner) === 'sqlite';
    if (isSqlite) await queryRunner.query('PRAGMA secure_delete = ON');
    const salts = saltsIn(queryRunner);
    await queryRunner.query(salts.sql('DROP TABLE {}'));
    await queryRunner.query(
      salts.sql('CREATE TABLE {} ({day} varchar(10) PRIMARY KEY NOT NULL, {salt} varchar(64) NOT NULL)'),
    );
    if (isSqlite) await queryRunner.query('PRAGMA secure_delete = OFF');
  }

  /** Without its key what the table holds is no salt, and harmless. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(saltsIn(queryRunner).sql('DELETE FROM {}'));
  }
}
