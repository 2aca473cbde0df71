import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const recordIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentRecordEntity', 'privacy_consent_record');
const followerIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentFollowerEntity', 'privacy_consent_follower');

/** Records can be followed in the order in which they came; those of before, which have no number, by their time. */
export class FollowRecords1764101000000 implements MigrationInterface {
  readonly name = 'FollowRecords1764101000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      recordIn(runner).sql('CREATE INDEX "privacy_consent_record_sequence" ON {} ({sequence}, {received_at})'),
    );
    await runner.query(
      followerIn(runner).sql(`CREATE TABLE {} (
        {name} varchar(64) PRIMARY KEY NOT NULL,
        {cursor} varchar(256) NOT NULL,
        {place} bigint NOT NULL,
        {moved_at} bigint NOT NULL
      )`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(followerIn(runner).sql('DROP TABLE {}'));
    await runner.query(`DROP INDEX ${recordIn(runner).beside('privacy_consent_record_sequence')}`);
  }
}
