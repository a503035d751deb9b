import { expect, test } from 'vitest';
import { toHex } from '@/lib/crypto/bytes';
import { leafHash, rootOf, type Hash } from './merkle';
import { TileTree, hashesOf, tileCounts, type Tile } from './tile-tree';

const LEAVES: Hash[] = Array.from({ length: 66_500 }, (_, index) =>
  leafHash(new Uint8Array(new Uint32Array([index]).buffer)),
);

test('roots at the edges of tiles are those of the whole tree', { timeout: 60_000 }, () => {
  const tree = new TileTree(0, []);
  const checked = new Set([
    0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 1000, 65_535, 65_536, 65_537, 65_793, 66_500,
  ]);
  for (let size = 0; size <= LEAVES.length; size++) {
    if (checked.has(size)) expect(toHex(tree.root())).toBe(toHex(rootOf(LEAVES.slice(0, size))));
    const leaf = LEAVES[size];
    if (leaf) tree.append(leaf, () => undefined);
  }
});

test('tiles are written once, complete, and in order', { timeout: 60_000 }, () => {
  const tiles: Tile[] = [];
  const tree = new TileTree(0, []);
  for (const leaf of LEAVES) tree.append(leaf, (tile) => tiles.push(tile));
  expect(tileCounts(LEAVES.length)).toEqual([259, 1]);
  for (const [level, count] of [259, 1].entries()) {
    expect(tiles.filter((tile) => tile.level === level).map((tile) => tile.index)).toEqual([
      ...Array(count).keys(),
    ]);
  }
  for (const { level, index, hashes } of tiles) {
    const below =
      level === 0
        ? LEAVES.slice(index * 256, (index + 1) * 256)
        : tiles
            .filter((tile) => tile.level === 0)
            .slice(0, 256)
            .map((tile) => rootOf(hashesOf(tile.hashes)));
    expect(hashesOf(hashes).map(toHex)).toEqual(below.map(toHex));
  }
});

test('a tree taken up from its rest goes on as if it had never stopped', { timeout: 60_000 }, () => {
  for (const size of [0, 1, 256, 700, 65_536, 66_000]) {
    const tiles: Tile[] = [];
    const original = new TileTree(0, []);
    for (const leaf of LEAVES.slice(0, size)) original.append(leaf, (tile) => tiles.push(tile));
    const roots = tiles.filter((tile) => tile.level === 0).map((tile) => rootOf(hashesOf(tile.hashes)));
    const higher = tiles.filter((tile) => tile.level === 1).map((tile) => rootOf(hashesOf(tile.hashes)));
    const rest = [
      LEAVES.slice(size - (size % 256), size),
      roots.slice(roots.length - (roots.length % 256)),
      higher,
    ];
    const resumed = new TileTree(size, rest);
    for (const leaf of LEAVES.slice(size, size + 300)) resumed.append(leaf, () => undefined);
    expect(toHex(resumed.root())).toBe(toHex(rootOf(LEAVES.slice(0, size + 300))));
  }
});
