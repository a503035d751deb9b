import 'client-only';
import type { z } from 'zod';
import { routes } from '@/lib/routes';
import { keysFingerprint } from './checkpoint-keys';
import {
  PROOF_FORMAT,
  ProofCheckpointPage,
  ProofEventPage,
  ProofState,
  ProofTilePage,
  type ProofBundle,
  type ProofCheckpoint,
  type ProofEvent,
  type ProofTile,
  type ProofTree,
} from './proof';
import { readSeen, rememberSeen } from './seen-checkpoint';
import { tileCounts } from './tile-tree';
import { chainBreak, type Verdict } from './verify';
import { CheckpointChain } from './verify-checkpoints';
import { TreeCheck } from './verify-tree';

/** Fetches the parts of a proof page by page. Loaded when somebody presses a button: the page itself stays small. */
export type Progress = (done: number, total: number) => void;
export type Verified = { verdict: Verdict; evidence: object | null };

const EVENTS_A_PAGE = 2_000;
const TILES_A_PAGE = 200;
const CHECKPOINTS_A_PAGE = 1_000;

async function fetchPart<S extends z.ZodType>(
  organizationId: string,
  request: Record<string, string | number>,
  schema: S,
): Promise<z.output<S>> {
  const texts = Object.fromEntries(Object.entries(request).map(([name, value]) => [name, String(value)]));
  const response = await fetch(routes.auditProof(organizationId, texts), { cache: 'no-store' });
  if (!response.ok) throw new Error(`the proof was not sent: ${response.status}`);
  return schema.parse(await response.json());
}

async function* checkpointPages(organizationId: string, last: number): AsyncGenerator<ProofCheckpoint[]> {
  for (let from = 1; from <= last; from += CHECKPOINTS_A_PAGE) {
    const limit = Math.min(CHECKPOINTS_A_PAGE, last - from + 1);
    const request = { part: 'checkpoints', from, limit };
    yield (await fetchPart(organizationId, request, ProofCheckpointPage)).checkpoints;
  }
}

/** One page after the other, and the next one on its way while the last is checked: the server is the slower half. */
async function* oneAhead<Page>(asks: Iterable<() => Promise<Page>>): AsyncGenerator<Page> {
  let coming: Promise<Page> | null = null;
  for (const ask of asks) {
    const next = ask();
    next.catch(() => undefined); // It may fail when nobody reads on; whoever does read hears of it below.
    if (coming) yield await coming;
    coming = next;
  }
  if (coming) yield await coming;
}

function* eventAsks({ organizationId, leafCount }: ProofTree): Generator<() => Promise<ProofEvent[]>> {
  for (let from = 0; from < leafCount; from += EVENTS_A_PAGE) {
    const request = { part: 'events', from, limit: Math.min(EVENTS_A_PAGE, leafCount - from) };
    yield async () => (await fetchPart(organizationId, request, ProofEventPage)).events;
  }
}

const eventPages = (tree: ProofTree) => oneAhead(eventAsks(tree));

async function* tilePages({ organizationId, leafCount }: ProofTree): AsyncGenerator<ProofTile[]> {
  for (const [level, count] of tileCounts(leafCount).entries()) {
    for (let from = 0; from < count; from += TILES_A_PAGE) {
      const request = { part: 'tiles', level, from, limit: Math.min(TILES_A_PAGE, count - from) };
      yield (await fetchPart(organizationId, request, ProofTilePage)).tiles;
    }
  }
}

/** Checks the logs of an organization and of everything below it, here, against what this browser saw before. */
export async function verifyInBrowser(organizationId: string, onProgress: Progress): Promise<Verified> {
  const state = await fetchPart(organizationId, { part: 'state' }, ProofState);
  const seen = await readSeen();
  const chain = new CheckpointChain(seen);
  for await (const page of checkpointPages(organizationId, state.checkpointNumber)) chain.add(page);
  const fault = chain.finish(state.checkpointNumber, state.keys);
  if (fault) return broken({ intact: false, events: 0, first: chainBreak(fault) }, { state, seen });

  const total = state.trees.reduce((sum, tree) => sum + tree.leafCount, 0);
  let events = 0;
  for (const tree of state.trees) {
    const check = new TreeCheck(tree, chain.headsOf(tree.organizationId));
    for await (const page of eventPages(tree)) {
      const first = check.addEvents(page);
      if (first) return broken({ intact: false, events, first }, { state, seen, page });
      onProgress(events + check.events, total);
    }
    for await (const page of tilePages(tree)) check.addTiles(page);
    const first = check.finish();
    if (first) return broken({ intact: false, events, first }, { state, seen });
    events += check.events;
  }
  const checkpoint = chain.newest();
  if (checkpoint) {
    await rememberSeen({
      number: checkpoint.number,
      hash: checkpoint.hash,
      fingerprint: keysFingerprint(state.keys),
    });
  }
  return { verdict: { intact: true, events, checkpoint }, evidence: null };
}

/** What is worth keeping of a broken log: the finding, and what the server had said. */
function broken(verdict: Verdict, what: object): Verified {
  return {
    verdict,
    evidence: { format: 'wellkept-audit-evidence/1', foundAt: new Date().toISOString(), verdict, ...what },
  };
}

/** Everything in one file, for scripts/verify-audit.ts on another machine. */
export async function exportProof(organizationId: string, onProgress: Progress): Promise<ProofBundle> {
  const { trees, ...state } = await fetchPart(organizationId, { part: 'state' }, ProofState);
  const total = trees.reduce((sum, tree) => sum + tree.leafCount, 0);
  const checkpoints: ProofCheckpoint[] = [];
  for await (const page of checkpointPages(organizationId, state.checkpointNumber)) checkpoints.push(...page);
  const filled: ProofBundle['trees'] = [];
  let done = 0;
  for (const tree of trees) {
    const [events, tiles]: [ProofEvent[], ProofTile[]] = [[], []];
    for await (const page of eventPages(tree)) {
      events.push(...page);
      onProgress((done += page.length), total);
    }
    for await (const page of tilePages(tree)) tiles.push(...page);
    filled.push({ ...tree, events, tiles });
  }
  return { format: PROOF_FORMAT, exportedAt: new Date().toISOString(), ...state, checkpoints, trees: filled };
}
