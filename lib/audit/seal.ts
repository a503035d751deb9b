import type pg from 'pg';
import { equalBytes } from '@/lib/crypto/bytes';
import { checkpointText, NO_PREVIOUS, parseNote, type Position, type TreeHead } from './checkpoint-note';
import type { CheckpointSigner } from './checkpoint-sign';
import { EMPTY_ROOT, rootOf, type Hash } from './merkle';
import {
  insertCheckpoint,
  insertTiles,
  isCounterBehind,
  lastCheckpoint,
  looseLeaves,
  looseTiles,
  placeLeaves,
  type StoredCheckpoint,
} from './seal-store';
import { hashesOf, TileTree, tileCounts, type Tile } from './tile-tree';

export type SealWarning = 'counter-behind' | 'tree-differs';
type Options = {
  origin: string;
  signer: CheckpointSigner;
  batchSize: number;
  onWarning: (warning: SealWarning, organizationId?: string) => void;
};
type State = { number: number; previous: Hash; position: Position; heads: Map<string, TreeHead> };

const BEGINNING: Position = { xid: '0', id: '0' };

/**
 * Puts committed events into their organizations' trees and signs what came out. Whoever uses it holds the sealer's lock.
 * All it remembers is a copy of what the database has: after any error it forgets everything and reads it again.
 */
export class Seal {
  private state: State | null = null;
  private readonly trees = new Map<string, TileTree>();

  constructor(
    private readonly client: pg.ClientBase,
    private readonly options: Options,
  ) {}

  /** Seals one batch in one transaction and returns the checkpoint it made; null when there was nothing to seal. */
  async next(): Promise<(StoredCheckpoint & { events: number }) | null> {
    const state = (this.state ??= await this.load());
    await this.client.query('BEGIN');
    try {
      const sealed = await this.sealBatch(state);
      await this.client.query('COMMIT');
      if (sealed) this.state = sealed.state;
      return sealed && { number: sealed.state.number, note: sealed.note, events: sealed.events };
    } catch (error) {
      this.state = null;
      this.trees.clear();
      await this.client.query('ROLLBACK').catch(() => undefined); // the connection may be what failed
      throw error;
    }
  }

  private async load(): Promise<State> {
    const last = await lastCheckpoint(this.client);
    if (!last) return { number: 0, previous: NO_PREVIOUS, position: BEGINNING, heads: new Map() };
    const note = parseNote(last.note);
    if (!note) throw new Error(`checkpoint ${last.number} cannot be read`);
    const { number, trees, position } = note.checkpoint;
    const isBehind = await isCounterBehind(this.client, position);
    if (isBehind) this.options.onWarning('counter-behind');
    const heads = new Map(trees.map((tree) => [tree.organizationId, tree]));
    return { number, previous: note.hash, position: isBehind ? BEGINNING : position, heads };
  }

  private async sealBatch(state: State): Promise<{ state: State; note: string; events: number } | null> {
    const sizes = new Map([...state.heads.values()].map((head) => [head.organizationId, head.size]));
    const batch = await placeLeaves(this.client, state.position, sizes, this.options.batchSize);
    if (!batch) return null;
    const heads = new Map(state.heads);
    const tiles: (Tile & { organizationId: string })[] = [];
    let events = 0;
    for (const [organizationId, leaves] of batch.leaves) {
      const tree = await this.treeOf(organizationId, state.heads.get(organizationId));
      for (const leaf of leaves) tree.append(leaf, (tile) => tiles.push({ ...tile, organizationId }));
      heads.set(organizationId, { organizationId, size: tree.size, root: tree.root() });
      events += leaves.length;
    }
    await insertTiles(this.client, tiles);
    const { note, hash, number } = await this.writeCheckpoint(state, heads, batch);
    return { state: { number, previous: hash, position: batch.position, heads }, note, events };
  }

  private async writeCheckpoint(
    { number: last, previous }: State,
    heads: Map<string, TreeHead>,
    { position, at }: { position: Position; at: string },
  ): Promise<{ note: string; hash: Hash; number: number }> {
    const { origin, signer } = this.options;
    const number = last + 1;
    const trees = [...heads.values()].sort((left, right) =>
      left.organizationId < right.organizationId ? -1 : 1,
    );
    const note = signer.sign(checkpointText({ origin, number, at, previous, position, trees }), origin);
    const hash = parseNote(note)?.hash;
    if (!hash) throw new Error('a checkpoint was written that cannot be read');
    await insertCheckpoint(this.client, { number, at, position, note });
    return { note, hash, number };
  }

  private async treeOf(organizationId: string, head: TreeHead | undefined): Promise<TileTree> {
    const known = this.trees.get(organizationId);
    if (known) return known;
    const tree = await this.loadTree(organizationId, head?.size ?? 0);
    // Somebody changed leaves or tiles. Events that come now are sealed nevertheless: the signed root of before stands, so
    // every verification finds the break, and what is new must not stay open to change because of it.
    if (!equalBytes(tree.root(), head?.root ?? EMPTY_ROOT))
      this.options.onWarning('tree-differs', organizationId);
    this.trees.set(organizationId, tree);
    return tree;
  }

  private async loadTree(organizationId: string, size: number): Promise<TileTree> {
    const levels = [await looseLeaves(this.client, organizationId, size)];
    for (const [level, count] of tileCounts(size).entries()) {
      const tiles = await looseTiles(this.client, organizationId, level, count);
      levels.push(tiles.map((tile) => rootOf(hashesOf(tile))));
    }
    return new TileTree(size, levels);
  }
}
