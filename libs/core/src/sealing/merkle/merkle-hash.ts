import { createHash } from 'node:crypto';

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** Root of a tree without leaves: the hash of nothing (RFC 9162, 2.1.1). */
export const EMPTY_ROOT = createHash('sha256').digest();

/** Hash of a leaf: SHA-256 over a zero byte and its content, so that no node passes for a leaf (RFC 9162, 2.1.1). */
export const leafHashOf = (content: string | Buffer): Buffer =>
  createHash('sha256').update(LEAF).update(content).digest();

/** Hash of a node: SHA-256 over a one byte and its two children. */
export const nodeHashOf = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest();
