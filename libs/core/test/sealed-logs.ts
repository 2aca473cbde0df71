import { newIdAt } from '../src/ids.js';
import { SealingKey } from '../src/sealing/heads/sealing-key.js';
import { type TreeHead } from '../src/sealing/heads/tree-head.js';
import { leafHashOf } from '../src/sealing/merkle/merkle-hash.js';
import { type LogContent } from '../src/sealing/log/log-content.js';
import { entriesOf, entriesText, type LogEntry } from '../src/sealing/log/log-entry.js';
import { type LogFault } from '../src/sealing/log/log-fault.js';
import { LogSealer } from '../src/sealing/log/log-sealer.js';
import { LogVerifier, UNVERIFIED } from '../src/sealing/log/log-verifier.js';
import { type TrustedKeys } from '../src/sealing/log/trusted-keys.js';
import {
  LONGEST_SEAL,
  type Seal,
  type SealedNode,
  type SealReader,
  type SealWriter,
} from '../src/sealing/log/seal-store.js';

export const KEY = new SealingKey('a-secret-of-tests-that-is-long-enough-0001', 'test');
export const KEYS: TrustedKeys = { known: [KEY.public], trusted: new Set([KEY.public.kid]) };
export const LOG = 'default';

/** A store in which a test may change everything. */
export class Shelf implements SealReader, SealWriter {
  readonly rows: Seal[] = [];
  readonly kept: SealedNode[] = [];
  readonly renewed: TreeHead[] = [];
  async newest(): Promise<TreeHead | null> {
    const head = this.rows.at(-1)?.head ?? null;
    return Promise.resolve(this.renewed.findLast(({ size }) => size === head?.size) ?? head);
  }
  async renewals(_log: string, from: number, until: number): Promise<readonly TreeHead[]> {
    return Promise.resolve(this.renewed.filter(({ size }) => size >= from && size <= until));
  }
  async renew(head: TreeHead): Promise<void> {
    this.renewed.push(head);
    return Promise.resolve();
  }
  async seals(_log: string, after: number, limit: number): Promise<readonly Seal[]> {
    return Promise.resolve(this.rows.filter(({ head }) => head.size > after).slice(0, limit));
  }
  async headOf(_log: string, size: number): Promise<TreeHead | null> {
    return Promise.resolve(this.rows.find(({ head }) => head.size === size)?.head ?? null);
  }
  async sealsAt(_log: string, at: number): Promise<readonly Seal[]> {
    const times = (seal: Seal): number[] => seal.entries.map((entry) => entry.at);
    return Promise.resolve(
      this.rows.filter(
        (seal) =>
          Math.max(...times(seal)) >= at &&
          Math.max(...times(seal)) <= at + LONGEST_SEAL &&
          Math.min(...times(seal)) <= at,
      ),
    );
  }
  async nodes(_log: string, level: number, from: number, to: number): Promise<readonly SealedNode[]> {
    return Promise.resolve(this.kept.filter((node) => node.level === level && node.index >= from && node.index < to));
  }
  async add(_log: string, seals: readonly Seal[], nodes: readonly SealedNode[]): Promise<void> {
    this.rows.push(...seals.map((seal) => ({ ...seal, entries: entriesOf(entriesText(seal.entries)) })));
    this.kept.push(...nodes);
    return Promise.resolve();
  }
}

export interface Written {
  readonly id: string;
  readonly at: number;
  text: string;
}

/** What was written, by time; a test may change it, too. */
export class Pages implements LogContent {
  pending = new Set<string>();
  private readonly original: readonly string[];
  constructor(readonly written: Written[]) {
    this.original = written.map(({ id }) => id);
  }
  of(_log: string, entries: readonly LogEntry[]): ReturnType<LogContent['of']> {
    const wanted = new Set(entries.map(({ id }) => id));
    const found = this.written.filter(({ id }) => wanted.has(id));
    const order = new Map(this.original.map((id, i) => [id, i]));
    return Promise.resolve(
      new Map(found.map(({ id, text }) => [id, { hash: leafHashOf(text), order: order.get(id) ?? null }])),
    );
  }
  between(
    _log: string,
    [at, id]: readonly [number, string],
    until: number,
    limit: number,
  ): ReturnType<LogContent['between']> {
    const found = this.written
      .filter((one) => (one.at > at || (one.at === at && one.id > id)) && one.at <= until)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    return Promise.resolve(found.slice(0, limit).map((one) => ({ ...one, isPending: this.pending.has(one.id) })));
  }
}

export const entryOf = ({ id, at, text }: Written): LogEntry => ({ id, at, hash: leafHashOf(text) });
/** Times jump to and fro, as those of several clocks do. */
export const writtenOf = (steps: readonly number[], start = Date.UTC(2026, 0, 1)): Written[] => {
  let at = start;
  return steps.map((step, i) => ((at += step), { id: newIdAt(at), at, text: `entry ${i}` }));
};

export async function sealed(
  written: readonly Written[],
  cuts: readonly number[],
  sealer = new LogSealer(KEY),
): Promise<Shelf> {
  const shelf = new Shelf();
  let begin = 0;
  for (const cut of [...cuts, written.length]) {
    const part = written.slice(begin, begin + cut);
    if (part.length > 0) await sealer.seal(LOG, part.map(entryOf), shelf, Date.UTC(2026, 0, 2));
    begin += part.length;
  }
  return shelf;
}

export async function faultOf(shelf: Shelf, pages: Pages, keys = KEYS): Promise<LogFault | null> {
  const verifier = new LogVerifier(LOG, shelf, pages, keys);
  for (let until = UNVERIFIED; ;) {
    const part = await verifier.part(until);
    // Whoever goes on elsewhere finds the same.
    if (!part.isDone) {
      const alone = await new LogVerifier(LOG, shelf, pages, keys).part(part.until);
      const next = await verifier.part(part.until);
      expect(alone.fault).toEqual(next.fault);
      if (next.isDone) return next.fault;
      until = next.until;
    } else return part.fault;
  }
}
