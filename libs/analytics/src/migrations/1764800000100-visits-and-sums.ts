import { dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { earlierEvents } from './visits-and-sums/earlier-events.js';
import { EARLIER_TABLE, EVENTS_TABLE, SUM_TABLES } from './visits-and-sums/tables.js';

const EVENTS = ['AnalyticsEventEntity', 'privacy_analytics_event'] as const;

/**
 * Visits, and sums that are made as events are stored; events say more of where they came from and who sent them. What was stored before is kept beside them in a table of its own, from which
 * those who store events move it over, little by little, so that it comes into visits and sums as well. On PostgreSQL the events of each month have a partition of their own.
 */
export class VisitsAndSums1764800000100 implements MigrationInterface {
  readonly name = 'VisitsAndSums1764800000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    const events = migratedTable(queryRunner, ...EVENTS);
    const isPostgres = dialectOf(queryRunner) === 'postgres';
    const earlier = `${events.name}_earlier`;
    await queryRunner.query(events.sql(`ALTER TABLE {} RENAME TO "${earlier}"`));
    await queryRunner.query(`DROP INDEX ${events.beside('privacy_analytics_event_site_at')}`);
    if (isPostgres)
      await queryRunner.query(
        `ALTER TABLE ${events.beside(earlier)} RENAME CONSTRAINT "privacy_analytics_event_pk" TO "privacy_analytics_event_earlier_pk"`,
      );
    await queryRunner.query(
      events.sql(`CREATE TABLE {} (${EVENTS_TABLE})${isPostgres ? ' PARTITION BY RANGE ({id_high})' : ''}`),
    );
    if (isPostgres)
      await queryRunner.query(
        events.sql(`CREATE TABLE ${events.beside(`${events.name}_default`)} PARTITION OF {} DEFAULT`),
      );
    await queryRunner.query(events.sql('CREATE INDEX "privacy_analytics_event_site_at" ON {} ({site}, {at})'));
    for (const { entity, table, columns, indices } of SUM_TABLES) {
      const made = migratedTable(queryRunner, entity, table);
      await queryRunner.query(
        made.sql(
          `CREATE TABLE {} (${columns[isPostgres ? 'postgres' : 'sqlite']})${isPostgres ? withRoom(table) : ''}`,
        ),
      );
      for (const index of indices) await queryRunner.query(made.sql(index));
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const events = migratedTable(queryRunner, ...EVENTS);
    const earlier = new EarlierName(events);
    if (!(await queryRunner.hasTable(earlier.path)))
      await queryRunner.query(events.sql(`CREATE TABLE ${earlier.quoted} (${EARLIER_TABLE})`));
    for (const statement of earlierEvents(queryRunner, events, earlier.quoted)) await queryRunner.query(statement);
    await queryRunner.query(events.sql('DROP TABLE {}'));
    for (const { entity, table } of [...SUM_TABLES].reverse())
      await queryRunner.query(migratedTable(queryRunner, entity, table).sql('DROP TABLE {}'));
    await queryRunner.query(`ALTER TABLE ${earlier.quoted} RENAME TO "${events.name}"`);
    if (dialectOf(queryRunner) === 'postgres')
      await queryRunner.query(
        events.sql(
          'ALTER TABLE {} RENAME CONSTRAINT "privacy_analytics_event_earlier_pk" TO "privacy_analytics_event_pk"',
        ),
      );
    await queryRunner.query(events.sql('CREATE INDEX "privacy_analytics_event_site_at" ON {} ({site}, {at})'));
  }
}

/** What is changed again and again finds room for its new version on the same page. */
const withRoom = (table: string): string => (/_(sum|visitor_day|visit)$/.test(table) ? ' WITH (fillfactor = 70)' : '');

class EarlierName {
  readonly quoted: string;
  readonly path: string;

  constructor(events: SqlTable) {
    this.quoted = events.beside(`${events.name}_earlier`);
    this.path = this.quoted.replaceAll('"', '');
  }
}
