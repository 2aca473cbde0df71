import { type SealingKey, type SealingPublicKey } from '../heads/sealing-key.js';
import { headHash, signHead, type TreeHead, verifyHead } from '../heads/tree-head.js';
import { type CompactRange } from '../merkle/compact-range.js';
import { type LogEntry } from './log-entry.js';
import {
  LARGEST_SEAL,
  LONGEST_SEAL,
  type Seal,
  type SealedNode,
  type SealReader,
  type SealWriter,
  TILE_LEVELS,
} from './seal-store.js';
import { SealedTree } from './sealed-tree.js';

/** Where a log ends. */
interface LogEnd {
  readonly head: TreeHead | null;
  readonly range: CompactRange;
}

/**
 * Appends to sealed logs: gives entries their places, and signs what the log is with them. One at a time seals a log; who may is the caller's concern.
 */
export class LogSealer {
  /** What is remembered of a log's end, to be believed only while the store's newest head is the same. */
  private readonly ends = new Map<string, LogEnd>();

  /** @param key the newest one */
  constructor(private readonly key: SealingKey) {}

  /**
   * @param store reads and writes in one transaction; when that fails, call {@link forget}
   * @param now milliseconds since the epoch
   * @returns the head that the log has now
   */
  async seal(
    log: string,
    entries: readonly LogEntry[],
    store: SealReader & SealWriter,
    now: number,
  ): Promise<TreeHead> {
    const { head: last, range } = await this.endOf(log, store);
    const seals: Seal[] = [];
    const nodes: SealedNode[] = [];
    let head = last;
    for (const part of partsOf(entries)) {
      for (const { hash } of part)
        for (const node of range.append(hash))
          if (node.level % TILE_LEVELS === 0) nodes.push({ ...node, hash: node.hash.toString('hex') });
      const previous = head && headHash(head);
      const content = { log, size: range.size, root: range.root.toString('hex'), previous, sealedAt: iso(now) };
      head = signHead(content, this.key);
      seals.push({ head, entries: part });
    }
    await store.add(log, seals, nodes);
    this.ends.set(log, { head, range });
    return head!;
  }

  /**
   * Signs the newest head of a log anew where another of these keys signed it, so that the log does not rest upon a key that is taken out. A head that none of
   * them signed stays as it is.
   *
   * @param store and now as in {@link seal}
   * @returns the head that the log has now; `null` where it has none
   */
  async renew(
    log: string,
    keys: readonly SealingPublicKey[],
    store: SealReader & SealWriter,
    now: number,
  ): Promise<TreeHead | null> {
    const head = await store.newest(log);
    if (!head || head.keyId === this.key.public.kid || !verifyHead(head, keys)) return head;
    const renewed = signHead({ ...head, previous: headHash(head), sealedAt: iso(now) }, this.key);
    await store.renew(renewed);
    return renewed;
  }

  /** Forgets what was not committed. */
  forget(): void {
    this.ends.clear();
  }

  private async endOf(log: string, store: SealReader): Promise<LogEnd> {
    const head = await store.newest(log);
    const known = this.ends.get(log);
    this.ends.delete(log);
    if (known && known.head?.signature === head?.signature && known.range.size === (head?.size ?? 0)) return known;
    return { head, range: await new SealedTree(store, log).range(head?.size ?? 0) };
  }
}

const iso = (instant: number): string => new Date(instant).toISOString();

/** Parts that are small enough, in number and in time, in their order. */
function* partsOf(entries: readonly LogEntry[]): Generator<readonly LogEntry[]> {
  let part: LogEntry[] = [];
  let [earliest, latest] = [Infinity, -Infinity];
  for (const entry of entries) {
    [earliest, latest] = [Math.min(earliest, entry.at), Math.max(latest, entry.at)];
    if (part.length === LARGEST_SEAL || latest - earliest > LONGEST_SEAL) {
      yield part;
      part = [];
      [earliest, latest] = [entry.at, entry.at];
    }
    part.push(entry);
  }
  if (part.length > 0) yield part;
}
