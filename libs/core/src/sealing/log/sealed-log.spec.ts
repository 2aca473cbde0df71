import fc from 'fast-check';
import { newIdAt } from '../../ids.js';
import { SealingKey } from '../heads/sealing-key.js';
import { signHead, type TreeHead } from '../heads/tree-head.js';
import { leafHashOf, nodeHashOf, EMPTY_ROOT } from '../merkle/merkle-hash.js';
import { consistencyProof, verifyConsistency } from '../merkle/merkle-proofs.js';
import { proveEntry, verifyEntryProof } from './entry-proof.js';
import { type LogContent } from './log-content.js';
import { entriesOf, entriesText, type LogEntry } from './log-entry.js';
import { type LogFault } from './log-fault.js';
import { LogSealer } from './log-sealer.js';
import { LogVerifier, type TrustedKeys, UNVERIFIED } from './log-verifier.js';
import { LONGEST_SEAL, type Seal, type SealedNode, type SealReader, type SealWriter } from './seal-store.js';
import { SealedTree } from './sealed-tree.js';
import { verifyAnchors } from './verify-anchors.js';

const KEY = new SealingKey('a-secret-of-tests-that-is-long-enough-0001', 'test');
const KEYS: TrustedKeys = { known: [KEY.public], trusted: new Set([KEY.public.kid]) };
const LOG = 'default';

/** A store in which a test may change everything. */
class Shelf implements SealReader, SealWriter {
  readonly rows: Seal[] = [];
  readonly kept: SealedNode[] = [];
  async newest(): Promise<TreeHead | null> {
    return Promise.resolve(this.rows.at(-1)?.head ?? null);
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

interface Written {
  readonly id: string;
  readonly at: number;
  text: string;
}

/** What was written, by time; a test may change it, too. */
class Pages implements LogContent {
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

const entryOf = ({ id, at, text }: Written): LogEntry => ({ id, at, hash: leafHashOf(text) });
/** Times jump to and fro, as those of several clocks do. */
const writtenOf = (steps: readonly number[], start = Date.UTC(2026, 0, 1)): Written[] => {
  let at = start;
  return steps.map((step, i) => ((at += step), { id: newIdAt(at), at, text: `entry ${i}` }));
};

async function sealed(
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

async function faultOf(shelf: Shelf, pages: Pages, keys = KEYS): Promise<LogFault | null> {
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

function naiveRoot(hashes: readonly Buffer[]): Buffer {
  if (hashes.length < 2) return hashes[0] ?? EMPTY_ROOT;
  const split = 2 ** (Math.ceil(Math.log2(hashes.length)) - 1);
  return nodeHashOf(naiveRoot(hashes.slice(0, split)), naiveRoot(hashes.slice(split)));
}

const logs = fc.record({
  steps: fc.array(fc.oneof(fc.integer({ min: -40, max: 60 }), fc.constant(20_000)), { minLength: 1, maxLength: 900 }),
  cuts: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 8 }),
  pick: fc.nat(),
});

describe('a sealed log', () => {
  it('has the root of the naive tree however its entries came, proves each, and is found whole', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.boolean(), async ({ steps, cuts, pick }, forgets) => {
        const written = writtenOf(steps);
        const sealer = new LogSealer(KEY);
        const remember = sealer.seal.bind(sealer);
        sealer.seal = (...order) => (forgets && sealer.forget(), remember(...order));
        const shelf = await sealed(written, cuts, sealer);
        const hashes = written.map((one) => leafHashOf(one.text));
        const head = (await shelf.newest())!;
        expect(head.root).toBe(naiveRoot(hashes).toString('hex'));
        expect(shelf.rows.flatMap(({ entries }) => entries)).toEqual(written.map(entryOf));
        expect(await faultOf(shelf, new Pages(written))).toBeNull();
        const one = written[pick % written.length]!;
        const proof = (await proveEntry(shelf, LOG, one))!;
        expect(verifyEntryProof(one.text, proof, [KEY.public])).toBe(true);
        expect(verifyEntryProof(`${one.text}!`, proof, [KEY.public])).toBe(false);
        expect(verifyEntryProof(one.text, { ...proof, position: proof.position + 1 }, [KEY.public])).toBe(false);
        expect(await proveEntry(shelf, LOG, { ...one, id: newIdAt(one.at) })).toBeNull();
        const earlier = shelf.rows[pick % shelf.rows.length]!.head;
        const tree = new SealedTree(shelf, LOG);
        const path = await consistencyProof(earlier.size, head.size, (level, index) => tree.subtree(level, index));
        const [before, after] = [earlier.root, head.root].map((root) => Buffer.from(root, 'hex')) as [Buffer, Buffer];
        expect(verifyConsistency(earlier.size, head.size, before, after, path)).toBe(true);
        expect(
          await verifyAnchors(
            shelf,
            shelf.rows.map((row) => row.head),
            [KEY.public],
          ),
        ).toBeNull();
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('has every single change found', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async ({ steps, cuts, pick }) => {
        const written = writtenOf(steps);
        const fresh = (): Promise<Shelf> => sealed(written, cuts);
        const copy = (): Pages => new Pages(written.map((one) => ({ ...one })));
        const position = pick % written.length;
        const one = written[position]!;
        const found = { log: LOG, position, id: one.id };

        const edited = copy();
        edited.written[position]!.text += '!';
        expect(await faultOf(await fresh(), edited)).toMatchObject({ ...found, kind: 'edited' });

        const deleted = copy();
        deleted.written.splice(position, 1);
        expect(await faultOf(await fresh(), deleted)).toMatchObject({ ...found, kind: 'deleted' });

        const inserted = copy();
        const stranger = { id: newIdAt(one.at), at: one.at, text: 'x' };
        inserted.written.push(stranger);
        expect(await faultOf(await fresh(), inserted)).toMatchObject({ kind: 'inserted', id: stranger.id });
        inserted.pending.add(stranger.id);
        expect(await faultOf(await fresh(), inserted)).toBeNull();

        // Whoever changes an entry, its hash and the seal's, and cannot sign.
        const shelf = await fresh();
        const row = shelf.rows.findIndex(({ head }) => head.size > position);
        const seal = shelf.rows[row]!;
        const at = position - (seal.head.size - seal.entries.length);
        const altered = { ...seal.entries[at]!, hash: leafHashOf('entry x') };
        shelf.rows[row] = { ...seal, entries: seal.entries.with(at, altered) };
        const agreeing = copy();
        agreeing.written[position]!.text = 'entry x';
        expect(await faultOf(shelf, agreeing)).toMatchObject({ kind: 'altered' });
        const forged = { ...seal.head, root: 'f'.repeat(64) };
        shelf.rows[row] = { ...seal, head: forged };
        expect(await faultOf(shelf, copy())).toMatchObject({ kind: 'forged head' });
        shelf.rows.splice(row, 1);
        const kind = row === shelf.rows.length ? 'inserted' : 'gap';
        expect(await faultOf(shelf, copy())).toMatchObject({ kind });

        if (seal.entries.length > 1) {
          const i = Math.max(at, 1);
          const swapped = seal.entries.with(i, seal.entries[i - 1]!).with(i - 1, seal.entries[i]!);
          shelf.rows.splice(row, 0, { ...seal, entries: swapped });
          expect(await faultOf(shelf, copy())).toMatchObject({ kind: 'reordered', id: swapped[i]!.id });
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  const written = writtenOf(Array.from({ length: 700 }, () => 10));

  it('is not to be signed by another key, nor by one that nobody trusts', async () => {
    const thief = new SealingKey('the-key-of-somebody-who-has-the-database', 'test');
    const shelf = await sealed(written, [300]);
    const last = shelf.rows.at(-1)!;
    shelf.rows[shelf.rows.length - 1] = { ...last, head: signHead(last.head, thief) };
    const pages = new Pages(written);
    expect(await faultOf(shelf, pages)).toMatchObject({ kind: 'forged head' });
    const both = { ...KEYS, known: [KEY.public, thief.public] };
    expect(await faultOf(shelf, pages, both)).toMatchObject({ kind: 'untrusted key', position: 699 });
    expect(await faultOf(shelf, pages, { ...both, trusted: new Set([thief.public.kid]) })).toBeNull();
  });

  it('shows a wrong node, and one that is missing', async () => {
    const shelf = await sealed(written, []);
    shelf.kept[1] = { ...shelf.kept[1]!, hash: 'f'.repeat(64) };
    expect(await faultOf(shelf, new Pages(written))).toMatchObject({ kind: 'node', position: 256 });
    shelf.kept.length = 0;
    expect(await faultOf(shelf, new Pages(written))).toMatchObject({ kind: 'node', position: 0 });
  });

  it('is missed by heads that were kept outside when its end is cut off, or it was made again', async () => {
    const whole = await sealed(written, [300]);
    const anchors = whole.rows.map(({ head }) => head);
    const cut = await sealed(written.slice(0, 300), []);
    expect(await faultOf(cut, new Pages(written.slice(0, 300)))).toBeNull();
    expect(await verifyAnchors(cut, anchors, [KEY.public])).toMatchObject({ kind: 'truncated' });
    const again = await sealed(
      written.map((one) => ({ ...one, text: `${one.text}!` })),
      [300],
    );
    expect(await verifyAnchors(again, anchors, [KEY.public])).toMatchObject({ kind: 'forked' });
    expect(await verifyAnchors(whole, [{ ...anchors[0]!, size: 1 }], [KEY.public])).toMatchObject({
      kind: 'forged head',
    });
  });
});
