import fc from 'fast-check';
import { newIdAt } from '../src/ids.js';
import { consistencyProof, verifyConsistency } from '../src/sealing/merkle/merkle-proofs.js';
import { EMPTY_ROOT, leafHashOf, nodeHashOf } from '../src/sealing/merkle/merkle-hash.js';
import { proveEntry, verifyEntryProof } from '../src/sealing/log/entry-proof.js';
import { LogSealer } from '../src/sealing/log/log-sealer.js';
import { SealedTree } from '../src/sealing/log/sealed-tree.js';
import { verifyAnchors } from '../src/sealing/log/verify-anchors.js';
import { entryOf, faultOf, KEY, LOG, Pages, sealed, type Shelf, writtenOf } from './sealed-logs.js';

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

/** How many logs to try; each of them is changed in every way in the second. */
export interface SealedLogRuns {
  readonly whole: number;
  readonly changed: number;
}

/** What holds of every sealed log. */
export function proveSealedLogs({ whole, changed }: SealedLogRuns): void {
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
      { numRuns: whole },
    );
  });

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
      { numRuns: changed },
    );
  });
}
