import { type TreeHead } from '../heads/tree-head.js';
import { type LogEntry } from './log-entry.js';

/** One step of a log: the entries that it added and the head that it led to. */
export interface Seal {
  readonly head: TreeHead;
  readonly entries: readonly LogEntry[];
}

/** Hash of a full subtree that is kept, for proofs that read little: level 8, 16 and so on. */
export interface SealedNode {
  readonly level: number;
  readonly index: number;
  /** Hex. */
  readonly hash: string;
}

/** Levels between two that are kept: 256 hashes are read at once. */
export const TILE_LEVELS = 8;
export const TILE_WIDTH = 2 ** TILE_LEVELS;

/** Most entries of one seal. */
export const LARGEST_SEAL = 512;
/** The entries of one seal lie within so many milliseconds, so that one is found by its time. */
export const LONGEST_SEAL = 10_000;

/** Reads what was sealed. */
export interface SealReader {
  /** The newest head, the one that was signed anew last where it was; `null` where nothing is sealed yet. */
  newest(log: string): Promise<TreeHead | null>;
  /** Seals that led to a size beyond `after`, in order. */
  seals(log: string, after: number, limit: number): Promise<readonly Seal[]>;
  /** Heads of these sizes, both included, that newer keys signed anew, in the order of their sizes and as they follow each other. */
  renewals(log: string, from: number, until: number): Promise<readonly TreeHead[]>;
  /** The head of exactly this size, as it was signed first. */
  headOf(log: string, size: number): Promise<TreeHead | null>;
  /** Seals of which an entry may be of this time, or of the time up to `until`. */
  sealsAt(log: string, at: number, until?: number): Promise<readonly Seal[]>;
  /** Nodes of a level with an index from `from` up to, but not including, `to`, in order. */
  nodes(log: string, level: number, from: number, to: number): Promise<readonly SealedNode[]>;
}

/** Keeps what was sealed; append-only. */
export interface SealWriter {
  add(log: string, seals: readonly Seal[], nodes: readonly SealedNode[]): Promise<void>;
  /** Keeps the newest head as another key signed it anew. */
  renew(head: TreeHead): Promise<void>;
}
