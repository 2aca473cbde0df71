import { type LogEntry } from '@nest-privacy/core/sealing';
import { Between, type EntityManager, In } from 'typeorm';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type FedRecord } from '../ledger/record-feed.js';
import { recordLeafHash } from '../ledger/record-leaf.js';

/** What the sealer reads of a record. */
export const SEALED_MEMBERS = ['siteId', 'leafHash'] as const;

/** A record as the sealer reads it. */
export type UnsealedRecord = FedRecord<(typeof SEALED_MEMBERS)[number]>;

/** The entries of a site's records. What was written beside a record is believed, so that a change before it was sealed is found as well. */
export async function entriesOf(
  siteId: string,
  records: readonly UnsealedRecord[],
  manager: EntityManager,
): Promise<readonly LogEntry[]> {
  const made = await madeHashes(
    siteId,
    records.filter(({ leafHash }) => leafHash === null),
    manager,
  );
  return records.map(({ id, receivedAt, leafHash }) => ({
    id,
    at: receivedAt.getTime(),
    hash: leafHash === null ? made.get(id)! : Buffer.from(leafHash, 'base64url'),
  }));
}

/** The leaf hashes of records that were written before there were any. */
async function madeHashes(
  siteId: string,
  records: readonly UnsealedRecord[],
  manager: EntityManager,
): Promise<ReadonlyMap<string, Buffer>> {
  if (records.length === 0) return new Map();
  const times = records.map(({ receivedAt }) => receivedAt.getTime());
  const whole = await manager.findBy(ConsentRecordEntity, {
    siteId,
    receivedAt: Between(new Date(Math.min(...times)), new Date(Math.max(...times))),
    id: In(records.map(({ id }) => id)),
  });
  return new Map(whole.map((record) => [record.id, recordLeafHash(record)]));
}
