import { fullSubtreesOf } from './compact-range.js';
import { nodeHashOf } from './merkle-hash.js';

/** Hash of a full subtree, of whatever level: 0 are the leaves. */
export type SubtreeReader = (level: number, index: number) => Promise<Buffer>;

/** The largest power of two below a number from 2. */
const splitOf = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1);

/** Root of the leaves from `begin`, which is a multiple of the power of two that is not below `size`. */
async function rootOf(begin: number, size: number, read: SubtreeReader): Promise<Buffer> {
  const hashes: Buffer[] = [];
  for (const { level, index } of fullSubtreesOf(size)) hashes.push(await read(level, begin / 2 ** level + index));
  return hashes.reduceRight((right, left) => nodeHashOf(left, right));
}

/**
 * The audit path of a leaf: what is to be hashed with it, one after the other, to have the root (RFC 9162, 2.1.3.1).
 *
 * @param position of the leaf, from 0
 * @param size of the tree, greater than the position
 */
export async function inclusionProof(position: number, size: number, read: SubtreeReader): Promise<Buffer[]> {
  const path: Buffer[] = [];
  for (let begin = 0, rest = size; rest > 1;) {
    const split = splitOf(rest);
    const isLeft = position - begin < split;
    path.push(isLeft ? await rootOf(begin + split, rest - split, read) : await rootOf(begin, split, read));
    if (!isLeft) begin += split;
    rest = isLeft ? split : rest - split;
  }
  return path.reverse();
}

/**
 * Whether a leaf stands at a position of the tree (RFC 9162, 2.1.3.2).
 *
 * @param leaf its hash
 */
export function verifyInclusion(
  leaf: Buffer,
  position: number,
  size: number,
  path: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!Number.isSafeInteger(position) || !Number.isSafeInteger(size) || position < 0 || position >= size) return false;
  let [node, last, hash] = [position, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHashOf(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else hash = nodeHashOf(hash, sibling);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}

/**
 * What proves that a tree begins with all leaves of an earlier one, in their order (RFC 9162, 2.1.4.1).
 *
 * @param earlier size of the earlier tree, from 1
 * @param size of the later, not smaller
 */
export async function consistencyProof(earlier: number, size: number, read: SubtreeReader): Promise<Buffer[]> {
  const path: Buffer[] = [];
  let [begin, rest, wanted, isWhole] = [0, size, earlier, true];
  while (wanted !== rest) {
    const split = splitOf(rest);
    if (wanted <= split) {
      path.push(await rootOf(begin + split, rest - split, read));
      rest = split;
    } else {
      path.push(await rootOf(begin, split, read));
      [begin, rest, wanted, isWhole] = [begin + split, rest - split, wanted - split, false];
    }
  }
  if (!isWhole) path.push(await rootOf(begin, rest, read));
  return path.reverse();
}

/** Whether a tree of `size` leaves begins with the one of `earlier` leaves (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  earlier: number,
  size: number,
  earlierRoot: Buffer,
  root: Buffer,
  path: readonly Buffer[],
): boolean {
  if (![earlier, size].every(Number.isSafeInteger) || earlier < 1 || earlier > size) return false;
  if (earlier === size) return path.length === 0 && earlierRoot.equals(root);
  const rest = Number.isInteger(Math.log2(earlier)) ? [earlierRoot, ...path] : [...path];
  const first = rest.shift();
  if (first === undefined) return false;
  let [node, last] = [earlier - 1, size - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  let [before, after] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      before = nodeHashOf(sibling, before);
      after = nodeHashOf(sibling, after);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else after = nodeHashOf(after, sibling);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && before.equals(earlierRoot) && after.equals(root);
}
