import { migratedTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The columns that stay as they are. */
const KEPT = `{at}, {visitor}, {site}, {page}, {route}, {host}, {referrer}, {client}, {title}, {name}, {flags}, {properties}`;

const REST = `
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

const NEW_TABLE = `
  {id_low} bigint NOT NULL,
  {at} bigint NOT NULL,
  {visitor} bigint,
  {id_high} integer NOT NULL,${REST},
  CONSTRAINT "privacy_analytics_event_pk" PRIMARY KEY ({site}, {id_high}, {id_low})`;

const OLD_TABLE = `
  {id_high} bigint NOT NULL,
  {id_low} bigint NOT NULL,
  {at} bigint NOT NULL,
  {visitor} bigint,${REST},
  PRIMARY KEY ({id_high}, {id_low})`;

/** Of 48 and 52 bits that were kept, the first eight and the last eight go; both databases compute it alike. */
const BITS = `(({id_high} >> 8) & 4294967295)`;
const SHORTENED = `CAST(${BITS} - CASE WHEN ${BITS} > 2147483647 THEN 4294967296 ELSE 0 END AS integer),
  (({id_high} & 255) << 44) | ({id_low} >> 8)`;

/** What is gone is zero afterwards: an event that was stored before and arrives again would count twice. */
const LENGTHENED = `((CAST({id_high} AS bigint) + CASE WHEN {id_high} < 0 THEN 4294967296 ELSE 0 END) << 8) | ({id_low} >> 44),
  ({id_low} & 17592186044415) << 8`;

/**
 * Has an event's id be unique within its site, where it was unique among all sites: a guest of one could have taken the ids of another. The site is
 * in the key for it, and 16 bits of the id make room for it. The table is written anew.
 */
export class EventIdsPerSite1763600310000 implements MigrationInterface {
  readonly name = 'EventIdsPerSite1763600310000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await this.rewrite(queryRunner, NEW_TABLE, SHORTENED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await this.rewrite(queryRunner, OLD_TABLE, LENGTHENED);
  }

  private async rewrite(queryRunner: QueryRunner, table: string, id: string): Promise<void> {
    const events = migratedTable(queryRunner, 'AnalyticsEventEntity', 'privacy_analytics_event');
    const [before, after] = [`${events.name}_before`, `${events.name}_after`];
    await queryRunner.query(events.sql(`ALTER TABLE {} RENAME TO "${before}"`));
    await queryRunner.query(events.sql(`CREATE TABLE ${events.beside(after)} (${table})`));
    await queryRunner.query(
      events.sql(`INSERT INTO ${events.beside(after)} ({id_high}, {id_low}, ${KEPT})
       SELECT ${id}, ${KEPT} FROM ${events.beside(before)} WHERE true ON CONFLICT DO NOTHING`),
    );
    await queryRunner.query(`DROP TABLE ${events.beside(before)}`);
    await queryRunner.query(`ALTER TABLE ${events.beside(after)} RENAME TO "${events.name}"`);
    await queryRunner.query(events.sql('CREATE INDEX "privacy_analytics_event_site_at" ON {} ({site}, {at})'));
  }
}
