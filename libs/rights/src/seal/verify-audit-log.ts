import {
  type LogFault,
  SealingKey,
  type SealingPublicKey,
  type TreeHead,
  trustedKeysOf,
  verifiedParts,
  verifyAnchors,
} from '@nest-privacy/core/sealing';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AuditPendingEntity } from '../entities/audit-pending.entity.js';
import { AUDIT_KEY_PURPOSE, AUDIT_LOG_NAME, auditSealStore, auditVerifier } from './audit-seals.js';

/** What to check a whole audit log by. */
export interface AuditInspection {
  /** Of the application; it is only read. */
  readonly source: DataSource;
  /** Public keys that are known from elsewhere than the database. Empty: those of the database are believed, which proves less. */
  readonly keys: readonly SealingPublicKey[];
  /** Heads that were kept outside; those of other logs are passed over. */
  readonly anchors?: (() => AsyncIterable<TreeHead>) | undefined;
  /** Told after each part: entries that were checked so far. */
  readonly onProgress?: ((checked: number) => void) | undefined;
}

/** What became of it. */
export interface AuditVerdict {
  /** Entries that were checked and found whole. */
  readonly checked: number;
  /** Entries that are not sealed yet. */
  readonly unsealed: number;
  /** The newest head; `null` where nothing is sealed. */
  readonly head: TreeHead | null;
  /** The first thing that is wrong. */
  readonly fault: LogFault | null;
}

/** The public keys of the option `sealKeys`. */
export const auditKeys = (sealKeys: readonly string[]): SealingPublicKey[] =>
  sealKeys.map((key) => new SealingKey(key, AUDIT_KEY_PURPOSE).public);

/** Checks an audit log from the first entry to the last, in bounded memory; `npm run audit:verify` is this. */
export async function verifyAuditLog({ source, keys, anchors, onProgress }: AuditInspection): Promise<AuditVerdict> {
  const verifier = await auditVerifier(source, keys);
  const unsealed = await read(source, (manager) => manager.count(AuditPendingEntity));
  let verdict: AuditVerdict = { checked: 0, unsealed, head: null, fault: null };
  for await (const { until, head, fault } of verifiedParts(verifier)) {
    verdict = { checked: until.size, unsealed, head, fault };
    onProgress?.(verdict.checked);
  }
  if (verdict.fault || !anchors) return verdict;
  return { ...verdict, fault: await anchorFault(source, keys, anchors()) };
}

async function anchorFault(
  source: DataSource,
  keys: readonly SealingPublicKey[],
  heads: AsyncIterable<TreeHead>,
): Promise<LogFault | null> {
  const store = auditSealStore(source);
  // Those of before a rotation were signed by keys that are taken out by now.
  return verifyAnchors(store, ownOf(heads), trustedKeysOf(keys, await store.keys()).known);
}

async function* ownOf(heads: AsyncIterable<TreeHead>): AsyncGenerator<TreeHead> {
  for await (const head of heads) if (head.log === AUDIT_LOG_NAME) yield head;
}
