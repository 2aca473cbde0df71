import { SYSTEM_CLOCK } from '@nest-privacy/core';
import {
  type LogFault,
  LogVerifier,
  type SealingPublicKey,
  type TreeHead,
  trustedKeysOf,
  verifiedParts,
  verifyAnchors,
} from '@nest-privacy/core/sealing';
import { tableOf, TypeOrmSealStore } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { BEGINNING } from '../ledger/record-cursor.js';
import { RecordFeed } from '../ledger/record-feed.js';
import { RecordFollowers } from '../ledger/record-followers.js';
import { LedgerContent } from './ledger-content.js';
import { SEALER } from './ledger-seals.js';
import { SEAL_ENTITIES } from './seal-entities.js';

/** What to check a whole ledger by. */
export interface LedgerInspection {
  /** Of the application; it is only read. */
  readonly source: DataSource;
  /** Public keys that are known from elsewhere than the database; the newest head has to be signed by one of them. Empty: those of the database are believed, which proves less. */
  readonly keys: readonly SealingPublicKey[];
  /** Heads that were kept outside, of all sites. */
  readonly anchors?: (() => AsyncIterable<TreeHead>) | undefined;
  /** Told after each part: records of the site that were checked, and how many there are. */
  readonly onProgress?: ((siteId: string, checked: number, total: number) => void) | undefined;
}

/** What became of it. */
export interface LedgerVerdict {
  /** Records that were checked and found whole, of all sites. */
  readonly checked: number;
  /** Records that are not sealed yet; 10 000 stand for as many or more. */
  readonly unsealed: number;
  /** The newest head of each site. */
  readonly heads: readonly TreeHead[];
  /** The first thing that is wrong. */
  readonly fault: LogFault | null;
}

const MOST_COUNTED = 10_000;

/** Checks a ledger from the first record to the last, in bounded memory, however long it is; `npm run ledger:verify` is this. */
export async function verifyLedger({ source, keys, anchors, onProgress }: LedgerInspection): Promise<LedgerVerdict> {
  const store = new TypeOrmSealStore(source, SEAL_ENTITIES);
  const feed = new RecordFeed(source, SYSTEM_CLOCK);
  const followers = new RecordFollowers(source, SYSTEM_CLOCK, feed);
  const cursorOf = async (): Promise<typeof BEGINNING> => (await followers.find(SEALER)) ?? BEGINNING;
  const content = new LedgerContent(source, cursorOf, SYSTEM_CLOCK);
  const trusted = trustedKeysOf(keys, await store.keys());
  const heads: TreeHead[] = [];
  let checked = 0;
  // Counted first: what is sealed in the meantime is counted and checked, and nothing is passed over.
  const unsealed = await feed.count(await cursorOf(), MOST_COUNTED);
  const verdict = (fault: LogFault | null): LedgerVerdict => ({ checked, unsealed, heads, fault });
  for (const siteId of await sitesOf(source, store)) {
    const total = (await store.newest(siteId))?.size ?? 0;
    for await (const part of verifiedParts(new LogVerifier(siteId, store, content, trusted))) {
      if (part.fault) return verdict(part.fault);
      checked += part.checked;
      onProgress?.(siteId, part.until.size, Math.max(total, part.until.size));
      if (part.isDone && part.head) heads.push(part.head);
    }
  }
  return verdict(anchors ? await verifyAnchors(store, anchors(), trusted.known) : null);
}

/** Also sites of which the whole log is gone. */
async function sitesOf(source: DataSource, store: TypeOrmSealStore): Promise<readonly string[]> {
  const sql = tableOf(source, ConsentRecordEntity).sql('SELECT DISTINCT {site_id} AS site FROM {}');
  const rows = await source.query<{ site: string }[]>(sql);
  return [...new Set([...(await store.logs()), ...rows.map(({ site }) => site)])].sort();
}
