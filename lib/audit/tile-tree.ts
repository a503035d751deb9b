import { concat } from '@/lib/crypto/bytes';
import { HASH_BYTES, rootOf, type Hash } from './merkle';

/** Hashes in a tile, at every level: a tile's root is one hash of the level above. */
export const TILE_WIDTH = 256;

export type Tile = { level: number; index: number; hashes: Uint8Array };

/** How many complete tiles a tree of this size has at each level, lowest first. */
export function tileCounts(size: number): number[] {
  const counts: number[] = [];
  for (
    let complete = Math.floor(size / TILE_WIDTH);
    complete > 0;
    complete = Math.floor(complete / TILE_WIDTH)
  ) {
    counts.push(complete);
  }
  return counts;
}

export function hashesOf(tile: Uint8Array): Hash[] {
  return Array.from(
    { length: tile.length / HASH_BYTES },
    (_, index) => new Uint8Array(tile.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
  );
}

/** A tree as the sealer grows it: of each level only the hashes that do not fill a tile yet. */
export class TileTree {
  private readonly levels: Hash[][];

  /** `levels[0]` are the leaves after the last complete tile, `levels[1]` the tile roots after the last complete tile of those, … */
  constructor(
    public size: number,
    levels: Hash[][],
  ) {
    this.levels = levels;
  }

  /** Adds a leaf; tiles that it completes go to `onTile`, lowest level first. */
  append(leaf: Hash, onTile: (tile: Tile) => void): void {
    this.size += 1;
    let hash = leaf;
    for (let level = 0, count = this.size; ; level++, count /= TILE_WIDTH) {
      const row = (this.levels[level] ??= []);
      row.push(hash);
      if (row.length < TILE_WIDTH) return;
      onTile({ level, index: count / TILE_WIDTH - 1, hashes: concat(...row) });
      hash = rootOf(row);
      row.length = 0;
    }
  }

  root(): Hash {
    // From the lowest level up, what does not fill a tile is the smaller last subtree of the level above.
    let rest: Hash[] = [];
    for (const row of this.levels) {
      const whole = [...row, ...rest];
      rest = whole.length === 0 ? [] : [rootOf(whole)];
    }
    return rootOf(rest);
  }
}
