import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';

/**
 * The members of a record that leave the server in an export, in the order of its columns. What is personal (`details`), what a repetition is known by
 * (`idempotencyKey`, `requestHash`) and the order of the database (`sequence`) stay: an export is pseudonymous.
 */
export const EXPORTED_MEMBERS = [
  'id',
  'schemaVersion',
  'siteId',
  'subjectId',
  'eventType',
  'origin',
  'decisions',
  'informed',
  'regime',
  'method',
  'noticeVersion',
  'noticeHash',
  'noticeSource',
  'catalogueVersion',
  'catalogueHash',
  'language',
  'signals',
  'acknowledgedSignals',
  'signalConflict',
  'policyId',
  'servedId',
  'servedAt',
  'surface',
  'actor',
  'authMethod',
  'uiBuild',
  'variant',
  'interop',
  'givenAt',
  'receivedAt',
  'validUntil',
  'reaskNotBefore',
  'leafHash',
] as const satisfies readonly (keyof ConsentRecordEntity)[];

/** A record of an export; times are ISO 8601 in UTC, and what is not known is `null`. */
export type ExportedRecord = Readonly<Record<(typeof EXPORTED_MEMBERS)[number], unknown>>;

/** What of a record is exported. */
export const exportedRecord = (record: ConsentRecordEntity): ExportedRecord =>
  Object.fromEntries(EXPORTED_MEMBERS.map((member) => [member, valueOf(record[member])])) as ExportedRecord;

const valueOf = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : (value ?? null));
