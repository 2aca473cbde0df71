import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const COOKIES = `CREATE TABLE {} (
  {id} varchar(36) PRIMARY KEY NOT NULL,
  {site} varchar(64) NOT NULL,
  {name} varchar(128) NOT NULL,
  {seen} bigint NOT NULL,
  {first_seen_at} bigint NOT NULL,
  {last_seen_at} bigint NOT NULL
)`;

const cookiesIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'UndeclaredCookieEntity', 'privacy_undeclared_cookies');

/** Room for the names of cookies that no catalogue knows. */
export class ListUndeclaredCookies1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const cookies = cookiesIn(runner);
    await runner.query(cookies.sql(COOKIES));
    await runner.query(cookies.sql('CREATE UNIQUE INDEX "privacy_undeclared_cookies_name" ON {} ({site}, {name})'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(cookiesIn(runner).sql('DROP TABLE {}'));
  }
}
