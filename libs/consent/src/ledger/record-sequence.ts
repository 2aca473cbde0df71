import { tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentFollowerEntity } from '../entities/consent-follower.entity.js';

/** What a row is known by on PostgreSQL: the transaction that wrote it, for transactions end in another order than they begin in. */
export const TRANSACTION = 'pg_current_xact_id()::text::bigint';

/**
 * The `sequence` of a record that a statement adds to PostgreSQL. Where the database was restored and counts anew, a number that followers have passed already is
 * none: such a record is found by its time.
 */
export function sequenceIn(source: DataSource): string {
  const passed = tableOf(source, ConsentFollowerEntity).sql('(SELECT COALESCE(MAX({place}), 0) FROM {})');
  return `CASE WHEN ${TRANSACTION} > ${passed} THEN ${TRANSACTION} END`;
}
