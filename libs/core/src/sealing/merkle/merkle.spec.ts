import fc from 'fast-check';
import { CompactRange, fullSubtreesOf } from './compact-range.js';
import { EMPTY_ROOT, leafHashOf, nodeHashOf } from './merkle-hash.js';
import {
  consistencyProof,
  inclusionProof,
  type SubtreeReader,
  verifyConsistency,
  verifyInclusion,
} from './merkle-proofs.js';

// The vectors that implementations of RFC 6962 share: https://github.com/google/certificate-transparency/blob/master/cpp/merkletree/merkle_tree_test.cc
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const A = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const B = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const C = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const D = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const E = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const F = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';

const leaves = INPUTS.map((input) => leafHashOf(Buffer.from(input, 'hex')));
const hexOf = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));

/** The definition, word for word. */
function naiveRoot(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return EMPTY_ROOT;
  if (hashes.length === 1) return hashes[0]!;
  const split = 2 ** (Math.ceil(Math.log2(hashes.length)) - 1);
  return nodeHashOf(naiveRoot(hashes.slice(0, split)), naiveRoot(hashes.slice(split)));
}
const readerOf =
  (hashes: readonly Buffer[]): SubtreeReader =>
  (level, index) =>
    Promise.resolve(naiveRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)));
const rangeOf = (hashes: readonly Buffer[]): CompactRange => {
  const range = new CompactRange();
  for (const hash of hashes) range.append(hash);
  return range;
};

describe('the Merkle tree of RFC 6962', () => {
  it('has the known roots', () => {
    expect(new CompactRange().root.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    for (const [i, root] of ROOTS.entries()) {
      expect(rangeOf(leaves.slice(0, i + 1)).root.toString('hex')).toBe(root);
      expect(naiveRoot(leaves.slice(0, i + 1)).toString('hex')).toBe(root);
    }
  });

  it.each([
    [0, 1, []],
    [0, 8, [A, B, C]],
    [5, 8, [D, E, ROOTS[3]!]],
    [2, 3, [ROOTS[1]!]],
    [1, 5, [ROOTS[0]!, B, D]],
  ])('has the known path of leaf %i of %i', async (position, size, path) => {
    const proof = await inclusionProof(position, size, readerOf(leaves.slice(0, size)));
    expect(hexOf(proof)).toEqual(path);
    expect(verifyInclusion(leaves[position]!, position, size, proof, Buffer.from(ROOTS[size - 1]!, 'hex'))).toBe(true);
  });

  it.each([
    [1, 1, []],
    [1, 8, [A, B, C]],
    [6, 8, [F, E, ROOTS[3]!]],
    [2, 5, [B, D]],
  ])('has the known proof that %i leaves begin those of %i', async (earlier, size, path) => {
    const proof = await consistencyProof(earlier, size, readerOf(leaves.slice(0, size)));
    expect(hexOf(proof)).toEqual(path);
    const [before, after] = [earlier, size].map((count) => Buffer.from(ROOTS[count - 1]!, 'hex')) as [Buffer, Buffer];
    expect(verifyConsistency(earlier, size, before, after, proof)).toBe(true);
  });

  const trees = fc
    .array(fc.uint8Array({ maxLength: 3 }), { minLength: 1, maxLength: 70 })
    .map((contents) => contents.map((content, i) => leafHashOf(Buffer.concat([Buffer.of(i), content]))));

  it('has one root whatever batches its leaves came in', () => {
    fc.assert(
      fc.property(trees, fc.nat(), (hashes, cut) => {
        const size = cut % (hashes.length + 1);
        const subtrees = fullSubtreesOf(size).filter(() => size > 0);
        const kept = subtrees.map(({ level, index }) =>
          naiveRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)),
        );
        const range = new CompactRange(size, kept);
        for (const hash of hashes.slice(size)) range.append(hash);
        expect(range.root.equals(naiveRoot(hashes))).toBe(true);
      }),
    );
  });

  it('proves every leaf and every earlier tree, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.nat(), fc.nat(), async (hashes, a, b) => {
        const [size, read, root] = [hashes.length, readerOf(hashes), naiveRoot(hashes)];
        const position = a % size;
        const path = await inclusionProof(position, size, read);
        expect(verifyInclusion(hashes[position]!, position, size, path, root)).toBe(true);
        const other = (position + 1 + (b % size)) % size;
        if (other !== position) {
          expect(verifyInclusion(hashes[other]!, position, size, path, root)).toBe(false);
          expect(verifyInclusion(hashes[position]!, other, size, path, root)).toBe(false);
        }
        const longer = [...path, root];
        expect(verifyInclusion(hashes[position]!, position, size, longer, root)).toBe(false);
        expect(verifyInclusion(hashes[position]!, position, size, path, leafHashOf(root))).toBe(false);
        const earlier = 1 + (b % size);
        const before = naiveRoot(hashes.slice(0, earlier));
        const proof = await consistencyProof(earlier, size, read);
        expect(verifyConsistency(earlier, size, before, root, proof)).toBe(true);
        expect(verifyConsistency(earlier, size, leafHashOf(before), root, proof)).toBe(false);
        expect(verifyConsistency(earlier, size, before, leafHashOf(root), proof)).toBe(false);
      }),
    );
  });
});
