import { appendOnlyV1, dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const decisionIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentPolicyDecisionEntity', 'privacy_consent_policy_decision');

/** What policies decided, once each. */
export class CreatePolicyDecision1764103000000 implements MigrationInterface {
  readonly name = 'CreatePolicyDecision1764103000000';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const decision = decisionIn(runner);
    await runner.query(
      decision.sql(`CREATE TABLE {} (
        {id} varchar(64) NOT NULL,
        {first_used_at} bigint NOT NULL,
        {rules_version} varchar(64) NOT NULL,
        {rules_hash} varchar(64),
        {jurisdiction} varchar(64) NOT NULL,
        {country} varchar(2),
        {region} varchar(6),
        {geo_source} varchar(16) NOT NULL,
        {terms} text NOT NULL,
        PRIMARY KEY ({id})
      )${dialect === 'postgres' ? '' : ' WITHOUT ROWID'}`),
    );
    const { install } = appendOnlyV1({ table: decision, keys: [['id']] }, dialect);
    for (const statement of install) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const decision = decisionIn(runner);
    await runner.query(decision.sql('DROP TABLE {}'));
    if (dialectOf(runner) === 'postgres') {
      await runner.query(`DROP FUNCTION ${decision.beside(`${decision.name}_refuse`)}()`);
    }
  }
}
