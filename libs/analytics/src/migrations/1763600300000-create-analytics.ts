import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';

const eventsIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsEventEntity', 'privacy_analytics_event');
const termsIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsTermEntity', 'privacy_analytics_term');
const saltsIn = (queryRunner: QueryRunner): SqlTable =>
  migratedTable(queryRunner, 'AnalyticsSaltEntity', 'privacy_analytics_salt');

const columns = `
  {id_high} bigint NOT NULL,
  {id_low} bigint NOT NULL,
  {at} bigint NOT NULL,
  {visitor} bigint,
  {site} integer NOT NULL,
  {page} integer NOT NULL,
  {route} integer NOT NULL,
  {host} integer NOT NULL,
  {referrer} integer NOT NULL,
  {client} integer NOT NULL,
  {title} integer NOT NULL,
  {name} integer NOT NULL,
  {flags} smallint NOT NULL,
  {properties} text NOT NULL`;

/** Events, the dictionary of their texts, and the salts of the days. */
export class CreateAnalytics1763600300000 implements MigrationInterface {
  readonly name = 'CreateAnalytics1763600300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isPostgres = dialectOf(queryRunner) === 'postgres';
    const [events, terms] = [eventsIn(queryRunner), termsIn(queryRunner)];
    const term = isPostgres
      ? `{id} SERIAL NOT NULL, {text} character varying(512) NOT NULL, CONSTRAINT "privacy_analytics_term_pk" PRIMARY KEY ({id})`
      : `{id} integer PRIMARY KEY AUTOINCREMENT NOT NULL, {text} varchar(512) NOT NULL`;
    await queryRunner.query(events.sql(`CREATE TABLE {} (${columns}, PRIMARY KEY ({id_high}, {id_low}))`));
    await queryRunner.query(events.sql('CREATE INDEX "privacy_analytics_event_site_at" ON {} ({site}, {at})'));
    await queryRunner.query(terms.sql(`CREATE TABLE {} (${term})`));
    await queryRunner.query(terms.sql('CREATE UNIQUE INDEX "privacy_analytics_term_text" ON {} ({text})'));
    await queryRunner.query(
      saltsIn(queryRunner).sql('CREATE TABLE {} ({day} varchar(10) PRIMARY KEY NOT NULL, {salt} varchar(64) NOT NULL)'),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const tableIn of [saltsIn, termsIn, eventsIn])
      await queryRunner.query(tableIn(queryRunner).sql('DROP TABLE {}'));
  }
}
