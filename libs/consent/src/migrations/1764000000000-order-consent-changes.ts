import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const stateIn = (runner: QueryRunner): SqlTable => migratedTable(runner, 'ConsentStateEntity', 'privacy_consent_state');

/** What was changed before there was an order gets one below zero, so that whatever the database gives comes after it. */
const ORDER_EARLIER_CHANGES = `
  UPDATE {} AS state SET {change_sequence} = -earlier.place
  FROM (
    SELECT {site_id}, {subject_id}, row_number() OVER (ORDER BY {changed_at} DESC) AS place
    FROM {} WHERE {changed_at} IS NOT NULL
  ) AS earlier
  WHERE state.{site_id} = earlier.{site_id} AND state.{subject_id} = earlier.{subject_id}`;

/** Changes are found by an order that the database gives, for writers' clocks disagree. */
export class OrderConsentChanges1764000000000 implements MigrationInterface {
  readonly name = 'OrderConsentChanges1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const state = stateIn(runner);
    await runner.query(state.sql('ALTER TABLE {} ADD COLUMN {change_sequence} bigint'));
    await runner.query(state.sql(ORDER_EARLIER_CHANGES));
    await runner.query(`DROP INDEX ${state.beside('privacy_consent_state_changed')}`);
    await runner.query(
      state.sql(
        'CREATE INDEX "privacy_consent_state_change" ON {} ({change_sequence}) WHERE {change_sequence} IS NOT NULL',
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const state = stateIn(runner);
    await runner.query(`DROP INDEX ${state.beside('privacy_consent_state_change')}`);
    await runner.query(
      state.sql('CREATE INDEX "privacy_consent_state_changed" ON {} ({changed_at}) WHERE {changed_at} IS NOT NULL'),
    );
    await runner.query(state.sql('ALTER TABLE {} DROP COLUMN {change_sequence}'));
  }
}
