import { equalBytes, fromBase64, toHex } from '@/lib/crypto/bytes';
import type { TreeHead } from './checkpoint-note';
import { Frontier, hashOf } from './merkle';
import type { ProofEvent, ProofTile, ProofTree } from './proof';
import { TileTree, tileCounts } from './tile-tree';
import { checkEvent, type Fault } from './verify-event';

export type Neighbour = { leafIndex: number; eventId: number; body: string | null };
/** The first place where a log is not what was sealed, and what stands on either side of it. */
export type Break = Fault & {
  organizationId: string | null;
  leafIndex: number | null;
  at: Neighbour | null;
  before: Neighbour | null;
  after: Neighbour | null;
};

/** One organization's log, read once from its first event to its last. */
export class TreeCheck {
  private readonly frontier = new Frontier();
  private readonly tiles = new TileTree(0, []);
  /** SHA-256 of each tile the leaves make, by level and index: the tiles themselves would be a quarter of the log. */
  private readonly expectedTiles = new Map<string, string>();
  private seenTiles = 0;
  private nextHead = 0;
  private previous: ProofEvent | null = null;
  private found: Break | null = null;

  constructor(
    private readonly tree: ProofTree,
    private readonly heads: readonly TreeHead[],
  ) {
    while (this.heads[this.nextHead]?.size === 0) this.nextHead += 1;
  }

  get events(): number {
    return this.frontier.size;
  }

  addEvents(page: readonly ProofEvent[]): Break | null {
    page.forEach((event, index) => {
      if (!this.found) this.addEvent(event, page[index + 1] ?? null);
    });
    return this.found;
  }

  private addEvent(event: ProofEvent, next: ProofEvent | null): void {
    const expected = { organizationId: this.tree.organizationId, leafIndex: this.frontier.size };
    const { leaf, fault } = checkEvent(event, expected);
    if (fault) {
      this.breakAt(fault, event, next);
      return;
    }
    this.frontier.append(leaf);
    this.tiles.append(leaf, ({ level, index, hashes }) => {
      this.expectedTiles.set(`${level}/${index}`, toHex(hashOf(hashes)));
    });
    const head = this.heads[this.nextHead];
    if (head?.size === this.frontier.size) {
      this.nextHead += 1;
      if (!equalBytes(head.root, this.frontier.root())) {
        const from = this.heads[this.nextHead - 2]?.size ?? 0;
        const message = `The events ${from} to ${head.size - 1} do not add up to the signed root.`;
        this.breakAt({ kind: 'root', message }, event, next);
        return;
      }
    }
    this.previous = event;
  }

  addTiles(page: readonly ProofTile[]): Break | null {
    for (const { level, index, hashes } of page) {
      const expected = this.expectedTiles.get(`${level}/${index}`);
      this.seenTiles += 1;
      if (expected === toHex(hashOf(fromBase64(hashes)))) continue;
      this.breakAt(
        { kind: 'tile', message: `Tile ${index} of level ${level} is not made of the sealed hashes.` },
        null,
        null,
      );
    }
    return this.found;
  }

  finish(): Break | null {
    const { leafCount, tileCounts: counts, strays } = this.tree;
    const size = this.heads.at(-1)?.size ?? 0;
    const expectedCounts = tileCounts(size);
    const expectedTiles = expectedCounts.reduce((sum, count) => sum + count, 0);
    if (this.events !== size || leafCount !== size) {
      const message = `${size} events were sealed and ${Math.min(this.events, leafCount)} are there.`;
      const surplus = `${size} events were sealed and ${Math.max(this.events, leafCount)} are there.`;
      this.breakAt(
        { kind: 'size', message: Math.min(this.events, leafCount) < size ? message : surplus },
        null,
        null,
      );
    }
    if (counts.join() !== expectedCounts.join() || this.seenTiles !== expectedTiles) {
      this.breakAt({ kind: 'tile', message: 'There are not as many tiles as the log is long.' }, null, null);
    }
    const [stray] = strays;
    if (stray !== undefined) {
      this.breakAt(
        { kind: 'event-inserted', message: `Event ${stray} was put in without being sealed.` },
        null,
        null,
      );
    }
    return this.found;
  }

  private breakAt(fault: Fault, event: ProofEvent | null, next: ProofEvent | null): void {
    this.found ??= {
      ...fault,
      organizationId: this.tree.organizationId,
      leafIndex: event ? this.frontier.size - (fault.kind === 'root' ? 1 : 0) : null,
      at: neighbour(event),
      before: neighbour(this.previous),
      after: neighbour(next),
    };
  }
}

function neighbour(event: ProofEvent | null): Neighbour | null {
  return event && { leafIndex: event.leafIndex, eventId: event.eventId, body: event.event?.body ?? null };
}
