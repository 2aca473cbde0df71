import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { dialectOf } from '@nest-privacy/core/typeorm';

/**
 * Destroys the salts of before, which were what the database held and nothing else. The table is made anew, and on SQLite its pages are overwritten. Today's
 * visitors count anew from here on. Backups and logs of before still hold the salts of their days.
 */
export class DestroyRawSalts1763600340000 implements MigrationInterface {
  readonly name = 'DestroyRawSalts1763600340000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isSqlite = dialectOf(queryRunner) === 'sqlite';
    if (isSqlite) await queryRunner.query('PRAGMA secure_delete = ON');
    await queryRunner.query(`DROP TABLE "privacy_analytics_salt"`);
    await queryRunner.query(
      `CREATE TABLE "privacy_analytics_salt" ("day" varchar(10) PRIMARY KEY NOT NULL, "salt" varchar(64) NOT NULL)`,
    );
    if (isSqlite) await queryRunner.query('PRAGMA secure_delete = OFF');
  }

  /** Without its key what the table holds is no salt, and harmless. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM "privacy_analytics_salt"`);
  }
}
