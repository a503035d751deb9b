import type { CheckpointKeys } from './checkpoint-keys';
import type { ProofBundle } from './proof';
import { CheckpointChain, type SeenCheckpoint } from './verify-checkpoints';
import { TreeCheck, type Break } from './verify-tree';

export type Verdict =
  | { intact: true; events: number; checkpoint: { number: number; at: string; hash: string } | null }
  | { intact: false; events: number; first: Break };

type Trusted = {
  /** Keys from elsewhere; those in the bundle prove only that the bundle fits itself. */
  keys?: CheckpointKeys;
  seen?: SeenCheckpoint;
};

/**
 * Checks an exported log: every event is what was sealed and is shown as it was recorded, none is missing, added or moved,
 * all trees have the roots that were signed, and no checkpoint was taken out. Needs no database and no network.
 */
export function verifyBundle(bundle: ProofBundle, trusted: Trusted = {}): Verdict {
  const chain = new CheckpointChain(trusted.seen ?? null);
  chain.add(bundle.checkpoints);
  const fault = chain.finish(bundle.checkpointNumber, trusted.keys ?? bundle.keys);
  if (fault) return { intact: false, events: 0, first: chainBreak(fault) };
  let events = 0;
  for (const tree of bundle.trees) {
    const check = new TreeCheck(tree, chain.headsOf(tree.organizationId));
    const first = check.addEvents(tree.events) ?? check.addTiles(tree.tiles) ?? check.finish();
    events += check.events;
    if (first) return { intact: false, events, first };
  }
  return { intact: true, events, checkpoint: chain.newest() };
}

export function chainBreak(fault: Pick<Break, 'kind' | 'message'>): Break {
  return { ...fault, organizationId: null, leafIndex: null, at: null, before: null, after: null };
}
