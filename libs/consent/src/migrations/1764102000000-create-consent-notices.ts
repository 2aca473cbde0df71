import { appendOnlyV1, dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A table, and the unique keys by which its rows are never replaced where it is append-only. */
interface Table {
  readonly entity: string;
  readonly name: string;
  readonly columns: string;
  /** Whether SQLite is to keep it in the order of its key. */
  readonly isOrdered: boolean;
  readonly keys?: readonly (readonly string[])[];
}

const TABLES: readonly Table[] = [
  {
    entity: 'ConsentNoticeVersionEntity',
    name: 'privacy_consent_notice_version',
    columns: `
      {site_id} varchar(64) NOT NULL,
      {version} integer NOT NULL,
      {content} text NOT NULL,
      {sha256} varchar(64) NOT NULL,
      {renewal} varchar(8) NOT NULL,
      {renewed} text NOT NULL,
      {validity} text NOT NULL,
      {published_at} bigint NOT NULL,
      {published_by} varchar(128) NOT NULL,
      PRIMARY KEY ({site_id}, {version})`,
    isOrdered: false,
    keys: [['site_id', 'version'], ['rowid']],
  },
  {
    entity: 'ConsentNoticeDraftEntity',
    name: 'privacy_consent_notice_draft',
    columns: `
      {site_id} varchar(64) PRIMARY KEY NOT NULL,
      {content} text NOT NULL,
      {revision} varchar(36) NOT NULL,
      {created_at} bigint NOT NULL,
      {updated_at} bigint NOT NULL,
      {updated_by} varchar(128) NOT NULL`,
    isOrdered: false,
  },
  {
    entity: 'ConsentServedEntity',
    name: 'privacy_consent_served',
    columns: `
      {site_id} varchar(64) NOT NULL,
      {subject_id} varchar(36) NOT NULL,
      {notice_version} integer NOT NULL,
      {id} varchar(36) NOT NULL,
      {language} varchar(35) NOT NULL,
      {variant} varchar(32) NOT NULL,
      {surface} varchar(32) NOT NULL,
      {served_at} bigint NOT NULL,
      PRIMARY KEY ({site_id}, {subject_id}, {notice_version})`,
    isOrdered: true,
    keys: [['site_id', 'subject_id', 'notice_version']],
  },
  {
    entity: 'ConsentServedDayEntity',
    name: 'privacy_consent_served_day',
    columns: `
      {site_id} varchar(64) NOT NULL,
      {day} varchar(10) NOT NULL,
      {notice_version} integer NOT NULL,
      {language} varchar(35) NOT NULL,
      {variant} varchar(32) NOT NULL,
      {surface} varchar(32) NOT NULL,
      {country} varchar(2) NOT NULL,
      {shown} bigint NOT NULL,
      PRIMARY KEY ({site_id}, {day}, {notice_version}, {language}, {variant}, {surface}, {country})`,
    isOrdered: true,
  },
];

const tableIn = (runner: QueryRunner, { entity, name }: Table): SqlTable => migratedTable(runner, entity, name);

/** Notices with their versions, and what of them was shown to whom. */
export class CreateConsentNotices1764102000000 implements MigrationInterface {
  readonly name = 'CreateConsentNotices1764102000000';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    for (const description of TABLES) {
      const { columns, isOrdered, keys } = description;
      const table = tableIn(runner, description);
      const options = isOrdered && dialect === 'sqlite' ? ' WITHOUT ROWID' : '';
      await runner.query(table.sql(`CREATE TABLE {} (${columns})${options}`));
      const guard = keys ? appendOnlyV1({ table, keys }, dialect).install : [];
      for (const statement of guard) await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const description of TABLES.toReversed()) {
      const table = tableIn(runner, description);
      await runner.query(table.sql('DROP TABLE {}'));
      if (description.keys && dialectOf(runner) === 'postgres')
        await runner.query(`DROP FUNCTION ${table.beside(`${table.name}_refuse`)}()`);
    }
  }
}
