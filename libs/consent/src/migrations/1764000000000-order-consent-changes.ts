import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What was changed before there was an order gets one below zero, so that whatever the database gives comes after it. */
const ORDER_EARLIER_CHANGES = `
  UPDATE privacy_consent_state SET change_sequence = -earlier.place
  FROM (
    SELECT site_id, subject_id, row_number() OVER (ORDER BY changed_at DESC) AS place
    FROM privacy_consent_state WHERE changed_at IS NOT NULL
  ) AS earlier
  WHERE privacy_consent_state.site_id = earlier.site_id AND privacy_consent_state.subject_id = earlier.subject_id`;

/** Changes are found by an order that the database gives, for writers' clocks disagree. */
export class OrderConsentChanges1764000000000 implements MigrationInterface {
  readonly name = 'OrderConsentChanges1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE privacy_consent_state ADD COLUMN change_sequence bigint');
    await runner.query(ORDER_EARLIER_CHANGES);
    await runner.query('DROP INDEX privacy_consent_state_changed');
    await runner.query(
      'CREATE INDEX privacy_consent_state_change ON privacy_consent_state (change_sequence) WHERE "change_sequence" IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX privacy_consent_state_change');
    await runner.query(
      'CREATE INDEX privacy_consent_state_changed ON privacy_consent_state (changed_at) WHERE "changed_at" IS NOT NULL',
    );
    await runner.query('ALTER TABLE privacy_consent_state DROP COLUMN change_sequence');
  }
}
