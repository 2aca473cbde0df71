import { type SealingPublicKey } from '../heads/sealing-key.js';
import { headHash, type TreeHead, verifyHead } from '../heads/tree-head.js';
import { type CompactRange } from '../merkle/compact-range.js';
import { type StandingContent } from './log-content.js';
import { type LogEntry } from './log-entry.js';
import { type LogFault, type LogFaultKind } from './log-fault.js';
import { type Seal, type SealedNode, TILE_LEVELS } from './seal-store.js';

/** Follows the seals of a log one after the other, and tells the first that is wrong. Reads nothing. */
export class SealChecker {
  private order = -Infinity;
  /** Nodes that the entries led to and that are kept. */
  readonly nodes: SealedNode[] = [];

  constructor(
    private readonly log: string,
    private readonly range: CompactRange,
    private last: TreeHead | null,
    private readonly keys: readonly SealingPublicKey[],
  ) {}

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
    if (head.root === this.range.root.toString('hex')) return this.orderKept(entries, standing);
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

  private orderKept(entries: readonly LogEntry[], standing: ReadonlyMap<string, StandingContent>): null {
    for (const { id } of entries) this.order = Math.max(this.order, standing.get(id)?.order ?? this.order);
    return null;
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
