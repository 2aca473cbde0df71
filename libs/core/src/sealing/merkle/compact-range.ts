import { EMPTY_ROOT, nodeHashOf } from './merkle-hash.js';

/** A subtree with all of its 2^level leaves, the `index`-th of its level. */
export interface FullSubtree {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/** The full subtrees that `size` leaves fall into, largest first, as level and index. */
export function fullSubtreesOf(size: number): readonly Omit<FullSubtree, 'hash'>[] {
  const subtrees: Omit<FullSubtree, 'hash'>[] = [];
  let begin = 0;
  for (let level = Math.floor(Math.log2(Math.max(size, 1))); level >= 0; level--) {
    const width = 2 ** level;
    if (size - begin < width) continue;
    subtrees.push({ level, index: begin / width });
    begin += width;
  }
  return subtrees;
}

/**
 * What is needed of a tree to append to it: the hashes of its full subtrees, one for each bit that is set in its size.
 */
export class CompactRange {
  private readonly hashes: Buffer[];

  /** @param subtrees hashes of {@link fullSubtreesOf} the size, in that order */
  constructor(
    private count = 0,
    subtrees: readonly Buffer[] = [],
  ) {
    this.hashes = [...subtrees];
  }

  get size(): number {
    return this.count;
  }

  /**
   * Appends a leaf by its hash.
   *
   * @returns the subtrees that it completed, smallest first, itself not among them
   */
  append(leaf: Buffer): readonly FullSubtree[] {
    const completed: FullSubtree[] = [];
    let hash = leaf;
    let index = this.count;
    this.count += 1;
    for (let level = 1; index % 2 === 1; level++) {
      hash = nodeHashOf(this.hashes.pop()!, hash);
      index = (index - 1) / 2;
      completed.push({ level, index, hash });
    }
    this.hashes.push(hash);
    return completed;
  }

  /** The root of the tree as it is now. */
  get root(): Buffer {
    if (this.hashes.length === 0) return EMPTY_ROOT;
    return this.hashes.reduceRight((right, left) => nodeHashOf(left, right));
  }
}
