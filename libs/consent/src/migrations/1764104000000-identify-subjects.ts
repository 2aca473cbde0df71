import { dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const stateIn = (runner: QueryRunner): SqlTable => migratedTable(runner, 'ConsentStateEntity', 'privacy_consent_state');
const keyIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentSubjectKeyEntity', 'privacy_consent_subject_key');
const identityIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentIdentityEntity', 'privacy_consent_identity');

const keyTable = (options: string): readonly string[] => [
  `CREATE TABLE {} (
    {site_id} varchar(64) NOT NULL,
    {subject_id} varchar(36) NOT NULL,
    {wrapped_key} varchar(96),
    {wrapped_by} varchar(8),
    {created_at} bigint NOT NULL,
    {destroyed_at} bigint,
    PRIMARY KEY ({site_id}, {subject_id})
  )${options}`,
  `CREATE INDEX "privacy_consent_subject_key_wrapping" ON {} ({wrapped_by}, {site_id}, {subject_id})
    WHERE {wrapped_by} IS NOT NULL`,
];

const identityTable = (options: string): readonly string[] => [
  `CREATE TABLE {} (
    {site_id} varchar(64) NOT NULL,
    {subject_id} varchar(36) NOT NULL,
    {user_index} varchar(43) NOT NULL,
    {user_sealed} text NOT NULL,
    {is_account} integer NOT NULL,
    {record_id} varchar(36) NOT NULL,
    {linked_at} bigint NOT NULL,
    PRIMARY KEY ({site_id}, {subject_id})
  )${options}`,
  'CREATE INDEX "privacy_consent_identity_user" ON {} ({user_index}, {site_id})',
  'CREATE UNIQUE INDEX "privacy_consent_identity_account" ON {} ({site_id}, {user_index}) WHERE {is_account} = 1',
];

const STATE_COLUMNS = ['{explicit_at} text', '{subject_status} varchar(8)'];

/** Whose a subject is, the keys that encrypt what is personal, and since when each category stands as somebody expressly said. */
export class IdentifySubjects1764104000000 implements MigrationInterface {
  readonly name = 'IdentifySubjects1764104000000';

  async up(runner: QueryRunner): Promise<void> {
    const options = dialectOf(runner) === 'postgres' ? '' : ' WITHOUT ROWID';
    const [state, key, identity] = [stateIn(runner), keyIn(runner), identityIn(runner)];
    for (const statement of keyTable(options)) await runner.query(key.sql(statement));
    for (const statement of identityTable(options)) await runner.query(identity.sql(statement));
    for (const column of STATE_COLUMNS) await runner.query(state.sql(`ALTER TABLE {} ADD COLUMN ${column}`));
  }

  async down(runner: QueryRunner): Promise<void> {
    const state = stateIn(runner);
    for (const column of STATE_COLUMNS) {
      await runner.query(state.sql(`ALTER TABLE {} DROP COLUMN ${column.split(' ')[0]}`));
    }
    await runner.query(identityIn(runner).sql('DROP TABLE {}'));
    await runner.query(keyIn(runner).sql('DROP TABLE {}'));
  }
}
