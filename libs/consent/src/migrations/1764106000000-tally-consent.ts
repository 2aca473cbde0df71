import { dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const tallyIn = (runner: QueryRunner): SqlTable => migratedTable(runner, 'ConsentTallyEntity', 'privacy_consent_tally');

/** Sums by day from which reports are answered; those of decisions are made of all records that there are. */
export class TallyConsent1764106000000 implements MigrationInterface {
  readonly name = 'TallyConsent1764106000000';

  async up(runner: QueryRunner): Promise<void> {
    const options = dialectOf(runner) === 'postgres' ? '' : ' WITHOUT ROWID';
    await runner.query(
      tallyIn(runner).sql(`CREATE TABLE {} (
        {site_id} varchar(64) NOT NULL,
        {property} varchar(16) NOT NULL,
        {day} varchar(10) NOT NULL,
        {value} varchar(64) NOT NULL,
        {category} varchar(32) NOT NULL,
        {shown} bigint NOT NULL,
        {decided} bigint NOT NULL,
        {withdrawn} bigint NOT NULL,
        {granted} bigint NOT NULL,
        {denied} bigint NOT NULL,
        PRIMARY KEY ({site_id}, {property}, {day}, {value}, {category})
      )${options}`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tallyIn(runner).sql('DROP TABLE {}'));
  }
}
