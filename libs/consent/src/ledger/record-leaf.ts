import { canonicalJson, leafHashOf } from '@nest-privacy/core/sealing';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentEntry, recordsOf } from './consent-entry.js';

/** Every member of a record but those of the seal itself; one that is forgotten is an error of the compiler. */
const SEALED: Readonly<Record<Exclude<keyof ConsentRecordEntity, 'leafHash' | 'sequence'>, true>> = {
  id: true,
  schemaVersion: true,
  siteId: true,
  subjectId: true,
  receivedAt: true,
  givenAt: true,
  validUntil: true,
  reaskNotBefore: true,
  eventType: true,
  decisions: true,
  informed: true,
  regime: true,
  policyId: true,
  method: true,
  surface: true,
  actor: true,
  authMethod: true,
  noticeVersion: true,
  noticeHash: true,
  noticeSource: true,
  servedId: true,
  servedAt: true,
  catalogueVersion: true,
  catalogueHash: true,
  language: true,
  uiBuild: true,
  variant: true,
  signals: true,
  acknowledgedSignals: true,
  signalConflict: true,
  interop: true,
  origin: true,
  details: true,
  idempotencyKey: true,
  requestHash: true,
};

const MEMBERS = Object.keys(SEALED) as (keyof typeof SEALED)[];

/**
 * What of a record is sealed: all that it says, instants in ISO 8601. What is `null` is left out, so that members which later versions add change no leaf of
 * before. Personal details stand in it as they are kept, encrypted: destroying their key leaves the proof as it is.
 */
export function leafContentOf(record: ConsentRecordEntity): Readonly<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  for (const member of MEMBERS) {
    const value: unknown = record[member];
    if (value !== null && value !== undefined) content[member] = value instanceof Date ? value.toISOString() : value;
  }
  return content;
}

/** The leaf hash of a record, over the canonical JSON of {@link leafContentOf} (RFC 8785, RFC 9162). */
export const recordLeafHash = (record: ConsentRecordEntity): Buffer => leafHashOf(canonicalJson(leafContentOf(record)));

/** An entry whose records have their leaf hashes: done by who writes it, when nothing of it changes any more. */
export function withLeafHash(entry: ConsentEntry): ConsentEntry {
  for (const record of recordsOf(entry)) record.leafHash = recordLeafHash(record).toString('base64url');
  return entry;
}
