import { hours } from '../../time/durations.js';
import { type SealingPublicKey } from '../heads/sealing-key.js';
import { headHash, type TreeHead, verifyHead } from '../heads/tree-head.js';
import { type CompactRange } from '../merkle/compact-range.js';
import { type StandingContent } from './log-content.js';
import { type LogEntry } from './log-entry.js';
import { type LogFault, type LogFaultKind } from './log-fault.js';
import { type Seal, type SealedNode, TILE_LEVELS } from './seal-store.js';

/** An entry may be so many milliseconds older than one that stands before it: writers' clocks disagree, and transactions last. */
export const MOST_BACKDATED = hours(1);

/** Where a check begins. */
export interface CheckBegin {
  readonly log: string;
  /** Of the entries before. */
  readonly range: CompactRange;
  /** The head of those, as it was signed first. */
  readonly last: TreeHead | null;
  /** All that may have signed. */
  readonly keys: readonly SealingPublicKey[];
  /** No entry before was later than this, in milliseconds since the epoch. */
  readonly reached: number;
}

/** Follows the seals of a log one after the other, and tells the first that is wrong. Reads nothing. */
export class SealChecker {
  private readonly log: string;
  private readonly range: CompactRange;
  private readonly keys: readonly SealingPublicKey[];
  private last: TreeHead | null;
  private reached: number;
  /** How often the last head was signed anew, as far as that was followed. */
  private renewed = 0;
  private order = -Infinity;
  /** Nodes that the entries led to and that are kept. */
  readonly nodes: SealedNode[] = [];

  constructor({ log, range, last, keys, reached }: CheckBegin) {
    [this.log, this.range, this.last, this.keys, this.reached] = [log, range, last, keys, reached];
  }

  /** Entries that were followed. */
  get size(): number {
    return this.range.size;
  }

  get head(): TreeHead | null {
    return this.last;
  }

  /** @param standing by id, what stands where the entries were made */
  check({ head, entries }: Seal, standing: ReadonlyMap<string, StandingContent>): LogFault | null {
    const first = this.range.size;
    if (head.log !== this.log || head.size - entries.length !== first || entries.length === 0)
      return this.fault(
        'gap',
        first,
        null,
        `after ${first} entries comes a seal of ${entries.length} that leads to ${head.size}`,
      );
    const wrong = this.entryFault(entries, first, standing);
    if (wrong) return wrong;
    for (const { hash } of entries)
      for (const node of this.range.append(hash))
        if (node.level % TILE_LEVELS === 0) this.nodes.push({ ...node, hash: node.hash.toString('hex') });
    const isChained = head.previous === (this.last && headHash(this.last));
    if (!verifyHead(head, this.keys) || !isChained)
      return this.fault(
        'forged head',
        first,
        null,
        `the head of ${head.size} entries is not signed by a known key, or does not follow the one before`,
      );
    this.last = head;
    this.renewed = 0;
    if (head.root === this.range.root.toString('hex')) {
      this.keepOrder(entries, standing);
      return this.backdated(entries, first) ?? this.contradicted(entries, first, standing);
    }
    return (
      this.reordered(entries, first, standing) ??
      this.fault(
        'altered',
        first,
        null,
        `the entries from ${first} to ${head.size - 1} do not give the root that was signed`,
      )
    );
  }

  /** @param heads all of the last head's size that were signed anew */
  renew(heads: readonly TreeHead[]): LogFault | null {
    const root = this.range.root.toString('hex');
    for (const head of heads.slice(this.renewed)) {
      const follows = this.last !== null && head.log === this.log && head.previous === headHash(this.last);
      if (!follows || head.root !== root || !verifyHead(head, this.keys)) {
        const detail = `the head of ${head.size} entries that was signed anew is not signed by a known key, or does not follow the one before`;
        return this.fault('forged head', this.range.size, null, detail);
      }
      this.last = head;
      this.renewed += 1;
    }
    return null;
  }

  private backdated(entries: readonly LogEntry[], first: number): LogFault | null {
    for (const [i, { id, at }] of entries.entries()) {
      if (at + MOST_BACKDATED < this.reached) {
        const detail = `entry ${first + i} is of ${new Date(at).toISOString()}, and one before it of ${new Date(this.reached).toISOString()}`;
        return this.fault('backdated', first + i, id, detail);
      }
      this.reached = Math.max(this.reached, at);
    }
    return null;
  }

  private contradicted(
    entries: readonly LogEntry[],
    first: number,
    standing: ReadonlyMap<string, StandingContent>,
  ): LogFault | null {
    const i = entries.findIndex(({ id }) => standing.get(id)?.contradiction !== undefined);
    if (i < 0) return null;
    const { id } = entries[i]!;
    return this.fault('state', first + i, id, `entry ${first + i}: ${standing.get(id)!.contradiction!}`);
  }

  private entryFault(
    entries: readonly LogEntry[],
    first: number,
    standing: ReadonlyMap<string, StandingContent>,
  ): LogFault | null {
    for (const [i, { id, hash }] of entries.entries()) {
      const content = standing.get(id);
      if (!content) return this.fault('deleted', first + i, id, `entry ${first + i} is gone`);
      if (!content.hash.equals(hash))
        return this.fault('edited', first + i, id, `entry ${first + i} is not what was sealed`);
    }
    return null;
  }

  private keepOrder(entries: readonly LogEntry[], standing: ReadonlyMap<string, StandingContent>): void {
    for (const { id } of entries) this.order = Math.max(this.order, standing.get(id)?.order ?? this.order);
  }

  private reordered(
    entries: readonly LogEntry[],
    first: number,
    standing: ReadonlyMap<string, StandingContent>,
  ): LogFault | null {
    let before = this.order;
    for (const [i, { id }] of entries.entries()) {
      const order = standing.get(id)?.order ?? before;
      if (order < before)
        return this.fault('reordered', first + i, id, `entry ${first + i} was entered before the one that it follows`);
      before = order;
    }
    return null;
  }

  private fault(kind: LogFaultKind, position: number, id: string | null, detail: string): LogFault {
    return { kind, log: this.log, position, id, detail };
  }
}
