import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '@/lib/crypto/bytes';
import {
  EMPTY_ROOT,
  Frontier,
  consistencyProof,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type Hash,
} from './merkle';

/** The definition of RFC 6962, 2.1, word for word and with another SHA-256. */
function naiveRoot(data: readonly Uint8Array[]): Buffer {
  const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [only] = data;
  if (!only) return sha();
  if (data.length === 1) return sha(Uint8Array.of(0), only);
  let split = 1;
  while (split * 2 < data.length) split *= 2;
  return sha(Uint8Array.of(1), naiveRoot(data.slice(0, split)), naiveRoot(data.slice(split)));
}

// The eight leaves and roots of the reference implementation (google/certificate-transparency, merkle_tree_test).
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
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
const known = LEAVES.map((hex) => leafHash(fromHex(hex)));

describe('the vectors of RFC 6962’s reference implementation', () => {
  test('the empty tree', () => {
    expect(toHex(EMPTY_ROOT)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(rootOf([])).toEqual(EMPTY_ROOT);
  });

  test('a root for each size', () => {
    const frontier = new Frontier();
    known.forEach((leaf, index) => {
      frontier.append(leaf);
      expect(toHex(rootOf(known.slice(0, index + 1)))).toBe(ROOTS[index]);
      expect(toHex(frontier.root())).toBe(ROOTS[index]);
    });
  });

  test('an inclusion and a consistency proof', () => {
    expect(inclusionProof(known, 5).map(toHex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(consistencyProof(known.slice(0, 8), 6).map(toHex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });
});

const tree = fc
  .array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70 })
  .map((data) => ({ data, leaves: data.map((item) => leafHash(item)) }));

test('roots equal the definition, for every way to compute them', () => {
  fc.assert(
    fc.property(tree, ({ data, leaves }) => {
      const expected = toHex(naiveRoot(data));
      const frontier = new Frontier();
      leaves.forEach((leaf) => frontier.append(leaf));
      expect([toHex(rootOf(leaves)), toHex(frontier.root())]).toEqual([expected, expected]);
    }),
    { numRuns: 300 },
  );
});

test('every leaf of every size proves its place, and no other place', { timeout: 60_000 }, () => {
  for (let size = 1; size <= 40; size++) {
    const leaves = numbered(size);
    const root = rootOf(leaves);
    leaves.forEach((leaf, index) => {
      const proof = inclusionProof(leaves, index);
      expect(verifyInclusion({ leaf, index, size, proof, root })).toBe(true);
      for (const wrong of [index - 1, index + 1])
        expect(verifyInclusion({ leaf, index: wrong, size, proof, root })).toBe(false);
      expect(verifyInclusion({ leaf, index, size, proof: [...proof, root], root })).toBe(false);
      if (proof.length > 0)
        expect(verifyInclusion({ leaf, index, size, proof: proof.slice(1), root })).toBe(false);
    });
  }
});

test('every older tree proves that it was continued', { timeout: 60_000 }, () => {
  for (let size = 0; size <= 40; size++) {
    const leaves = numbered(size);
    for (let oldSize = 0; oldSize <= size; oldSize++) {
      const [oldRoot, root] = [rootOf(leaves.slice(0, oldSize)), rootOf(leaves)];
      const proof = consistencyProof(leaves, oldSize);
      expect(verifyConsistency({ oldSize, oldRoot, size, root, proof })).toBe(true);
      if (oldSize > 0 && oldSize < size) {
        expect(verifyConsistency({ oldSize, oldRoot: changed(oldRoot, 3), size, root, proof })).toBe(false);
        expect(verifyConsistency({ oldSize, oldRoot, size, root: changed(root, 3), proof })).toBe(false);
      }
    }
  }
});

test('a proof with one bit flipped proves nothing', () => {
  fc.assert(
    fc.property(tree, fc.nat(), fc.nat(), fc.nat(), ({ leaves }, position, which, bit) => {
      const size = leaves.length;
      const index = position % size;
      const root = rootOf(leaves);
      const leaf = leaves[index]!;
      const inclusion = inclusionProof(leaves, index);
      if (inclusion.length > 0) {
        const proof = inclusion.map((hash, at) =>
          at === which % inclusion.length ? changed(hash, bit) : hash,
        );
        expect(verifyInclusion({ leaf, index, size, proof, root })).toBe(false);
      }
      const consistency = consistencyProof(leaves, index);
      if (consistency.length > 0) {
        const proof = consistency.map((hash, at) =>
          at === which % consistency.length ? changed(hash, bit) : hash,
        );
        expect(
          verifyConsistency({ oldSize: index, oldRoot: rootOf(leaves.slice(0, index)), size, root, proof }),
        ).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

test('a leaf cannot pass for a node', () => {
  const [left, right] = numbered(2) as [Hash, Hash];
  expect(leafHash(left, right)).not.toEqual(rootOf([left, right]));
});

function numbered(count: number): Hash[] {
  return Array.from({ length: count }, (_, index) => leafHash(Uint8Array.of(index)));
}

function changed(hash: Hash, bit: number): Hash {
  const copy = hash.slice();
  const index = Math.floor(bit / 8) % copy.length;
  copy[index] = (copy[index] ?? 0) ^ (1 << (bit % 8));
  return copy;
}
