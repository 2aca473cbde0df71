import { canonicalJson, leafHashOf } from '@nest-privacy/core/sealing';
import { type AuditEntryEntity } from '../entities/audit-entry.entity.js';

/** Every member of an entry; one that is forgotten is an error of the compiler. */
const SEALED: Readonly<Record<keyof AuditEntryEntity, true>> = {
  id: true,
  at: true,
  kind: true,
  actionId: true,
  administrator: true,
  action: true,
  target: true,
  personal: true,
  reasonKey: true,
  reason: true,
  status: true,
  result: true,
};

const MEMBERS = Object.keys(SEALED) as (keyof typeof SEALED)[];

/** What of an entry is sealed: all that it says, reasons as they are kept, encrypted. What is `null` is left out, so that members of later versions change no leaf of before. */
export function leafContentOf(entry: AuditEntryEntity): Readonly<Record<string, unknown>> {
  const said = MEMBERS.map((member): [string, unknown] => [member, entry[member]]).filter(
    ([, value]) => value !== null,
  );
  return Object.fromEntries(
    said.map(([member, value]) => [member, value instanceof Date ? value.toISOString() : value]),
  );
}

/** The leaf hash of an entry, over the canonical JSON of {@link leafContentOf} (RFC 8785, RFC 9162). */
export const entryLeafHash = (entry: AuditEntryEntity): Buffer => leafHashOf(canonicalJson(leafContentOf(entry)));
