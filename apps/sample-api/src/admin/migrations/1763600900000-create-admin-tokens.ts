import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The table of the admin tokens. */
export class CreateAdminTokens1763600900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE admin_tokens (
        id varchar(36) PRIMARY KEY NOT NULL,
        label varchar(100) NOT NULL,
        digest varchar(64) NOT NULL,
        scopes text NOT NULL,
        created_at bigint NOT NULL,
        expires_at bigint,
        revoked_at bigint
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE admin_tokens');
  }
}
