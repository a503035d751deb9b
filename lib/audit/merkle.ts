import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equalBytes, utf8, type Bytes } from '@/lib/crypto/bytes';

/**
 * Merkle trees as RFC 6962, section 2.1, defines them: SHA-256, a domain byte before leaves (00) and nodes (01), and an
 * odd subtree that keeps its place instead of being doubled. Pure and synchronous: it reads the same in a browser.
 */
export type Hash = Bytes;

export const HASH_BYTES = 32;
export const EMPTY_ROOT: Hash = hashOf(new Uint8Array(0));

export function hashOf(bytes: Uint8Array): Hash {
  return new Uint8Array(sha256(bytes));
}

/** SHA-256(00 || data) */
export function leafHash(...data: readonly Uint8Array[]): Hash {
  return hashOf(concat([0], ...data));
}

/** SHA-256(01 || left || right) */
export function nodeHash(left: Hash, right: Hash): Hash {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_BYTES);
  return hashOf(bytes);
}

/** The leaf of an event: SHA-256(00 || body || commitment). */
export function eventLeaf(body: string, commitment: Uint8Array): Hash {
  return leafHash(utf8(body), commitment);
}

/** The root over leaf hashes, or over the roots of complete subtrees of one size followed by at most one smaller. */
export function rootOf(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return EMPTY_ROOT;
  let row = hashes;
  // Pairing neighbours from the left and carrying the odd one up gives the same tree as splitting at powers of two.
  while (row.length > 1) row = pairUp(row);
  return at(row, 0);
}

function pairUp(row: readonly Hash[]): Hash[] {
  const above: Hash[] = [];
  for (let index = 0; index + 1 < row.length; index += 2)
    above.push(nodeHash(at(row, index), at(row, index + 1)));
  if (row.length % 2 === 1) above.push(at(row, row.length - 1));
  return above;
}

/** A growing tree of which only the roots of its complete subtrees are kept: what a verifier needs to read once. */
export class Frontier {
  size = 0;
  private readonly subtrees: { size: number; root: Hash }[] = [];

  append(leaf: Hash): void {
    this.size += 1;
    let root = leaf;
    let size = 1;
    for (let last = this.subtrees.at(-1); last?.size === size; last = this.subtrees.at(-1)) {
      root = nodeHash(last.root, root);
      size *= 2;
      this.subtrees.pop();
    }
    this.subtrees.push({ size, root });
  }

  root(): Hash {
    const [last, ...others] = this.subtrees.map((subtree) => subtree.root).reverse();
    return last ? others.reduce((right, left) => nodeHash(left, right), last) : EMPTY_ROOT;
  }
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** PATH(index, leaves) of RFC 6962, 2.1.1: the siblings on the way to the root, lowest first. */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
  if (index < 0 || index >= leaves.length) throw new RangeError('no such leaf');
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionProof(left, index), rootOf(right)]
    : [...inclusionProof(right, index - split), rootOf(left)];
}

/** PROOF(oldSize, leaves) of RFC 6962, 2.1.2: that the first `oldSize` leaves are still the first ones. */
export function consistencyProof(leaves: readonly Hash[], oldSize: number): Hash[] {
  if (oldSize < 0 || oldSize > leaves.length) throw new RangeError('no such older tree');
  if (oldSize === 0 || oldSize === leaves.length) return [];
  return subproof(leaves, oldSize, true);
}

function subproof(leaves: readonly Hash[], oldSize: number, isWhole: boolean): Hash[] {
  if (oldSize === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return oldSize <= split
    ? [...subproof(left, oldSize, isWhole), rootOf(right)]
    : [...subproof(right, oldSize - split, false), rootOf(left)];
}

type Inclusion = { leaf: Hash; index: number; size: number; proof: readonly Hash[]; root: Hash };

/** Whether `leaf` is number `index` in the tree of `size` leaves with this root (RFC 9162, 2.1.3.2). */
export function verifyInclusion({ leaf, index, size, proof, root }: Inclusion): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let [position, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = nodeHash(sibling, hash);
      // An odd subtree at the right edge had no sibling on the levels it was carried up.
      while (position % 2 === 0 && position !== 0) [position, last] = [position / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, sibling);
    [position, last] = [Math.floor(position / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(hash, root);
}

type Consistency = { oldSize: number; oldRoot: Hash; size: number; root: Hash; proof: readonly Hash[] };

/** Whether the tree of `size` leaves continues the one of `oldSize` (RFC 9162, 2.1.4.2). */
export function verifyConsistency({ oldSize, oldRoot, size, root, proof }: Consistency): boolean {
  if (oldSize < 0 || oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && equalBytes(oldRoot, root);
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, EMPTY_ROOT);
  // When the old tree was complete its root is itself a node of the new one and is left out of the proof.
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first) return false;
  let [position, last, oldHash, hash] = [oldSize - 1, size - 1, first, first];
  while (position % 2 === 1) [position, last] = [(position - 1) / 2, Math.floor(last / 2)];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      [oldHash, hash] = [nodeHash(sibling, oldHash), nodeHash(sibling, hash)];
      while (position % 2 === 0 && position !== 0) [position, last] = [position / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, sibling);
    [position, last] = [Math.floor(position / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(hash, root);
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

function at(row: readonly Hash[], index: number): Hash {
  const hash = row[index];
  if (!hash) throw new RangeError('no hash there');
  return hash;
}
