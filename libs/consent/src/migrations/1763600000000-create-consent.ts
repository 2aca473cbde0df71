import { appendOnlyV1, dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const recordIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentRecordEntity', 'privacy_consent_record');
const stateIn = (runner: QueryRunner): SqlTable => migratedTable(runner, 'ConsentStateEntity', 'privacy_consent_state');

/** `options` is the dialect's: SQLite keeps such a table in the order of its key, which saves an index. */
const recordTable = (options: string): readonly string[] => [
  `CREATE TABLE {} (
    {subject_id} varchar(36) NOT NULL,
    {received_at} bigint NOT NULL,
    {id} varchar(36) NOT NULL,
    {schema_version} integer NOT NULL,
    {site_id} varchar(64) NOT NULL,
    {event_type} varchar(16) NOT NULL,
    {decisions} text NOT NULL,
    {informed} text NOT NULL,
    {regime} varchar(16) NOT NULL,
    {method} varchar(32) NOT NULL,
    {notice_version} integer NOT NULL,
    {catalogue_version} integer,
    {catalogue_hash} varchar(64),
    {language} varchar(35),
    {signals} text NOT NULL,
    {acknowledged_signals} text NOT NULL,
    {given_at} bigint,
    {valid_until} bigint NOT NULL,
    {idempotency_key} varchar(128),
    {request_hash} varchar(43),
    PRIMARY KEY ({subject_id}, {received_at}, {id})
  )${options}`,
  'CREATE INDEX "privacy_consent_record_ledger" ON {} ({site_id}, {received_at}, {id})',
  'CREATE UNIQUE INDEX "privacy_consent_record_idempotency" ON {} ({site_id}, {subject_id}, {idempotency_key})',
];

const stateTable = (options: string): readonly string[] => [
  `CREATE TABLE {} (
    {site_id} varchar(64) NOT NULL,
    {subject_id} varchar(36) NOT NULL,
    {record_id} varchar(36) NOT NULL,
    {decisions} text NOT NULL,
    {informed} text NOT NULL,
    {withdrawn} integer NOT NULL,
    {notice_version} integer NOT NULL,
    {decided_at} bigint NOT NULL,
    {valid_until} bigint NOT NULL,
    {changed_at} bigint,
    PRIMARY KEY ({site_id}, {subject_id})
  )${options}`,
  'CREATE INDEX "privacy_consent_state_changed" ON {} ({changed_at}) WHERE {changed_at} IS NOT NULL',
];

const KEYS = [
  ['subject_id', 'received_at', 'id'],
  ['site_id', 'subject_id', 'idempotency_key'],
];

/** Records that are only ever added, and the current state of each subject. */
export class CreateConsent1763600000000 implements MigrationInterface {
  readonly name = 'CreateConsent1763600000000';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const options = dialect === 'postgres' ? '' : ' WITHOUT ROWID';
    const [record, state] = [recordIn(runner), stateIn(runner)];
    const { install } = appendOnlyV1({ table: record, keys: KEYS }, dialect);
    for (const statement of recordTable(options)) await runner.query(record.sql(statement));
    for (const statement of stateTable(options)) await runner.query(state.sql(statement));
    for (const statement of install) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const record = recordIn(runner);
    await runner.query(stateIn(runner).sql('DROP TABLE {}'));
    await runner.query(record.sql('DROP TABLE {}'));
    if (dialectOf(runner) === 'postgres') {
      await runner.query(`DROP FUNCTION ${record.beside(`${record.name}_refuse`)}()`);
    }
  }
}
