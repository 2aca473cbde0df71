import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const BLOCKED = `CREATE TABLE {} (
  {id} varchar(36) NOT NULL,
  {network} varchar(43) NOT NULL,
  {site} varchar(64) NOT NULL,
  {reason} varchar(200) NOT NULL,
  {expires_at} bigint,
  {created_at} bigint NOT NULL,
  {revision} integer NOT NULL,
  PRIMARY KEY ({id})
)`;

const blockedIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsBlockedEntity', 'privacy_analytics_blocked');

/** Room for the addresses from which nothing is counted. */
export class BlockAddresses1764500100000 implements MigrationInterface {
  readonly name = 'BlockAddresses1764500100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const blocked = blockedIn(queryRunner);
    await queryRunner.query(blocked.sql(BLOCKED));
    await queryRunner.query(
      blocked.sql('CREATE UNIQUE INDEX "privacy_analytics_blocked_network" ON {} ({network}, {site})'),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(blockedIn(queryRunner).sql('DROP TABLE {}'));
  }
}
