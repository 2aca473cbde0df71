import { type SealingPublicKey } from '../heads/sealing-key.js';
import { type TreeHead, verifyHead } from '../heads/tree-head.js';
import { leafHashOf } from '../merkle/merkle-hash.js';
import { inclusionProof, verifyInclusion } from '../merkle/merkle-proofs.js';
import { type SealReader } from './seal-store.js';
import { SealedTree } from './sealed-tree.js';

/** Proof that an entry stands in a log: with its content and the public keys it is checked offline, see {@link verifyEntryProof}. */
export interface EntryProof {
  /** Place of the entry, from 0. */
  readonly position: number;
  /** Its leaf hash, hex. */
  readonly leafHash: string;
  /** Hashes from the leaf to the root, hex. */
  readonly path: readonly string[];
  readonly head: TreeHead;
}

/**
 * Proves an entry against the newest head.
 *
 * @param at when it was entered, in milliseconds since the epoch
 * @returns `null` while it is not sealed
 */
export async function proveEntry(
  reader: SealReader,
  log: string,
  { id, at }: { readonly id: string; readonly at: number },
): Promise<EntryProof | null> {
  for (const { head: sealed, entries } of await reader.sealsAt(log, at)) {
    const i = entries.findIndex((entry) => entry.id === id);
    if (i < 0) continue;
    const [position, head] = [sealed.size - entries.length + i, (await reader.newest(log))!];
    const tree = new SealedTree(reader, log);
    const path = await inclusionProof(position, head.size, (level, index) => tree.subtree(level, index));
    return {
      position,
      leafHash: entries[i]!.hash.toString('hex'),
      path: path.map((hash) => hash.toString('hex')),
      head,
    };
  }
  return null;
}

/**
 * Whether a proof holds: one of the keys signed the head, and the content is a leaf of it.
 *
 * @param content canonical JSON of what was entered
 */
export function verifyEntryProof(content: string, proof: EntryProof, keys: readonly SealingPublicKey[]): boolean {
  const leaf = leafHashOf(content);
  const { position, path, head, leafHash } = proof;
  const hashes = path.map((hash) => Buffer.from(hash, 'hex'));
  return (
    leaf.toString('hex') === leafHash &&
    verifyHead(head, keys) &&
    verifyInclusion(leaf, position, head.size, hashes, Buffer.from(head.root, 'hex'))
  );
}
