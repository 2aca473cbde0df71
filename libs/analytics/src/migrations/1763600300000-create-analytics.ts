import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { dialectOf } from '@nest-privacy/core/typeorm';

const columns = `
  "id_high" bigint NOT NULL,
  "id_low" bigint NOT NULL,
  "at" bigint NOT NULL,
  "visitor" bigint,
  "site" integer NOT NULL,
  "page" integer NOT NULL,
  "route" integer NOT NULL,
  "host" integer NOT NULL,
  "referrer" integer NOT NULL,
  "client" integer NOT NULL,
  "title" integer NOT NULL,
  "name" integer NOT NULL,
  "flags" smallint NOT NULL,
  "properties" text NOT NULL`;

/** Events, the dictionary of their texts, and the salts of the days. */
export class CreateAnalytics1763600300000 implements MigrationInterface {
  readonly name = 'CreateAnalytics1763600300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isPostgres = dialectOf(queryRunner) === 'postgres';
    const term = isPostgres
      ? `"id" SERIAL NOT NULL, "text" character varying(512) NOT NULL, CONSTRAINT "privacy_analytics_term_pk" PRIMARY KEY ("id")`
      : `"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "text" varchar(512) NOT NULL`;
    await queryRunner.query(`CREATE TABLE "privacy_analytics_event" (${columns}, PRIMARY KEY ("id_high", "id_low"))`);
    await queryRunner.query(
      `CREATE INDEX "privacy_analytics_event_site_at" ON "privacy_analytics_event" ("site", "at")`,
    );
    await queryRunner.query(`CREATE TABLE "privacy_analytics_term" (${term})`);
    await queryRunner.query(`CREATE UNIQUE INDEX "privacy_analytics_term_text" ON "privacy_analytics_term" ("text")`);
    await queryRunner.query(
      `CREATE TABLE "privacy_analytics_salt" ("day" varchar(10) PRIMARY KEY NOT NULL, "salt" varchar(64) NOT NULL)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "privacy_analytics_salt"`);
    await queryRunner.query(`DROP TABLE "privacy_analytics_term"`);
    await queryRunner.query(`DROP TABLE "privacy_analytics_event"`);
  }
}
