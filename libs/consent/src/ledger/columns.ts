import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentStateEntity } from '../entities/consent-state.entity.js';

/** A value as both drivers take it. */
export type SqlValue = string | number | null;

/** How one member of an entity becomes one column; `type` is PostgreSQL's. */
export interface SqlColumn<T> {
  readonly name: string;
  readonly type: 'varchar' | 'text' | 'integer' | 'bigint';
  readonly value: (row: T) => SqlValue;
}

const instantOf = (date: Date | null): number | null => date && date.getTime();

/** Written as a statement of our own: it needs a clause no query builder has, and costs half. */
export const RECORD_COLUMNS: readonly SqlColumn<ConsentRecordEntity>[] = [
  { name: 'subject_id', type: 'varchar', value: (r) => r.subjectId },
  { name: 'received_at', type: 'bigint', value: (r) => r.receivedAt.getTime() },
  { name: 'id', type: 'varchar', value: (r) => r.id },
  { name: 'schema_version', type: 'integer', value: (r) => r.schemaVersion },
  { name: 'site_id', type: 'varchar', value: (r) => r.siteId },
  { name: 'event_type', type: 'varchar', value: (r) => r.eventType },
  { name: 'decisions', type: 'text', value: (r) => JSON.stringify(r.decisions) },
  { name: 'informed', type: 'text', value: (r) => JSON.stringify(r.informed) },
  { name: 'regime', type: 'varchar', value: (r) => r.regime },
  { name: 'method', type: 'varchar', value: (r) => r.method },
  { name: 'notice_version', type: 'integer', value: (r) => r.noticeVersion },
  { name: 'catalogue_version', type: 'integer', value: (r) => r.catalogueVersion },
  { name: 'catalogue_hash', type: 'varchar', value: (r) => r.catalogueHash },
  { name: 'language', type: 'varchar', value: (r) => r.language },
  { name: 'signals', type: 'text', value: (r) => JSON.stringify(r.signals) },
  { name: 'acknowledged_signals', type: 'text', value: (r) => JSON.stringify(r.acknowledgedSignals) },
  { name: 'given_at', type: 'bigint', value: (r) => instantOf(r.givenAt) },
  { name: 'valid_until', type: 'bigint', value: (r) => r.validUntil.getTime() },
  { name: 'idempotency_key', type: 'varchar', value: (r) => r.idempotencyKey },
  { name: 'request_hash', type: 'varchar', value: (r) => r.requestHash },
];

export const STATE_COLUMNS: readonly SqlColumn<ConsentStateEntity>[] = [
  { name: 'site_id', type: 'varchar', value: (s) => s.siteId },
  { name: 'subject_id', type: 'varchar', value: (s) => s.subjectId },
  { name: 'record_id', type: 'varchar', value: (s) => s.recordId },
  { name: 'decisions', type: 'text', value: (s) => JSON.stringify(s.decisions) },
  { name: 'informed', type: 'text', value: (s) => JSON.stringify(s.informed) },
  { name: 'withdrawn', type: 'integer', value: (s) => s.withdrawn },
  { name: 'notice_version', type: 'integer', value: (s) => s.noticeVersion },
  { name: 'catalogue_version', type: 'integer', value: (s) => s.catalogueVersion },
  { name: 'decided_at', type: 'bigint', value: (s) => s.decidedAt.getTime() },
  { name: 'valid_until', type: 'bigint', value: (s) => s.validUntil.getTime() },
  { name: 'changed_at', type: 'bigint', value: (s) => instantOf(s.changedAt) },
];

/** The columns for an `INSERT`, in the notation of `SqlTable.sql`, as everything below. */
export const namesOf = <T>(columns: readonly SqlColumn<T>[]): string =>
  columns.map(({ name }) => `{${name}}`).join(', ');

/** The columns for a `SELECT`, whose rows have them by these names whatever the database calls them. */
export const selectionOf = <T>(columns: readonly SqlColumn<T>[]): string =>
  columns.map(({ name }) => `{${name}} AS "${name}"`).join(', ');

/** The assignments of an upsert, key columns left out. */
export const replacementsOf = <T>(columns: readonly SqlColumn<T>[], keys: readonly string[]): string =>
  columns
    .filter(({ name }) => !keys.includes(name))
    .map(({ name }) => `{${name}} = excluded.{${name}}`)
    .join(', ');

export const valuesOf = <T>(columns: readonly SqlColumn<T>[], row: T): SqlValue[] =>
  columns.map(({ value }) => value(row));
