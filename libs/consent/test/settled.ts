import { eventually } from '@nest-privacy/core/testing';
import { dialectOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';

/**
 * Waits until the feed gives out every record that there is: PostgreSQL counts transactions for all its databases, so that those of other tests have to
 * end first.
 */
export async function settled(source: DataSource): Promise<void> {
  if (dialectOf(source) !== 'postgres') return;
  await eventually(
    () =>
      source.query<[{ is_settled: boolean }]>(
        `SELECT COALESCE(MAX(sequence), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS is_settled FROM privacy_consent_record`,
      ),
    ([{ is_settled: isSettled }]) => isSettled,
  );
}
