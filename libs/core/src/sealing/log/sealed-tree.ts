import { CompactRange, fullSubtreesOf } from '../merkle/compact-range.js';
import { nodeHashOf } from '../merkle/merkle-hash.js';
import { type SealReader, TILE_LEVELS, TILE_WIDTH } from './seal-store.js';
import { TornTreeError } from './torn-tree.error.js';

/** Seals that are read for the leaves of one tile: two where they are large, and more at once where they are small. */
const FEWEST = 2;
const MOST = 256;

/** The tree of a log as it is kept: any full subtree in one reading of 256 hashes at most, each reading made once. */
export class SealedTree {
  private readonly tiles = new Map<string, Promise<readonly Buffer[]>>();

  constructor(
    private readonly reader: SealReader,
    private readonly log: string,
  ) {}

  /**
   * Hash of a full subtree.
   *
   * @throws TornTreeError when something of it is missing
   */
  async subtree(level: number, index: number): Promise<Buffer> {
    const base = level - (level % TILE_LEVELS);
    const width = 2 ** (level - base);
    const first = index * width;
    const tile = await this.tile(base, Math.floor(first / TILE_WIDTH));
    const hashes = tile.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + width);
    if (hashes.length < width) throw new TornTreeError(this.log);
    return fold(hashes);
  }

  /** What is needed to append to the tree of a size. */
  async range(size: number): Promise<CompactRange> {
    const hashes: Buffer[] = [];
    if (size > 0) for (const { level, index } of fullSubtreesOf(size)) hashes.push(await this.subtree(level, index));
    return new CompactRange(size, hashes);
  }

  private tile(level: number, index: number): Promise<readonly Buffer[]> {
    const name = `${level}/${index}`;
    const tile = this.tiles.get(name) ?? (level === 0 ? this.leaves(index) : this.nodes(level, index));
    this.tiles.set(name, tile);
    return tile;
  }

  private async nodes(level: number, tile: number): Promise<readonly Buffer[]> {
    const nodes = await this.reader.nodes(this.log, level, tile * TILE_WIDTH, (tile + 1) * TILE_WIDTH);
    return nodes.map(({ hash }) => Buffer.from(hash, 'hex'));
  }

  private async leaves(tile: number): Promise<readonly Buffer[]> {
    const [begin, end] = [tile * TILE_WIDTH, (tile + 1) * TILE_WIDTH];
    const leaves: Buffer[] = [];
    for (let after = begin, page = FEWEST; after < end; page = Math.min(page * 4, MOST)) {
      const seals = await this.reader.seals(this.log, after, page);
      for (const { head, entries } of seals) {
        const first = head.size - entries.length;
        for (const [i, { hash }] of entries.entries()) if (first + i >= begin && first + i < end) leaves.push(hash);
      }
      if (seals.length < page) break;
      after = seals.at(-1)!.head.size;
    }
    return leaves;
  }
}

const fold = (hashes: readonly Buffer[]): Buffer =>
  hashes.length === 1
    ? hashes[0]!
    : fold(hashes.flatMap((hash, i) => (i % 2 === 0 ? [nodeHashOf(hash, hashes[i + 1]!)] : [])));
