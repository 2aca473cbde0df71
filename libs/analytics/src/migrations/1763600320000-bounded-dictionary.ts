import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Bounds the dictionary: what each site adds in an hour is counted, and each text knows the day on which it was last needed, so that one process at a time removes the others. */
export class BoundedDictionary1763600320000 implements MigrationInterface {
  readonly name = 'BoundedDictionary1763600320000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "privacy_analytics_term" ADD COLUMN "needed" integer NOT NULL DEFAULT 0`);
    await queryRunner.query(
      `CREATE TABLE "privacy_analytics_term_quota" ("site" varchar(64) NOT NULL, "hour" integer NOT NULL, "used" integer NOT NULL,
        CONSTRAINT "privacy_analytics_term_quota_pk" PRIMARY KEY ("site"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "privacy_analytics_duty" ("name" varchar(40) NOT NULL, "begun" bigint NOT NULL,
        CONSTRAINT "privacy_analytics_duty_pk" PRIMARY KEY ("name"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "privacy_analytics_duty"`);
    await queryRunner.query(`DROP TABLE "privacy_analytics_term_quota"`);
    await queryRunner.query(`ALTER TABLE "privacy_analytics_term" DROP COLUMN "needed"`);
  }
}
