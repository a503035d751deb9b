import { z } from 'zod';

/**
 * What a verification is given: by the proof route page by page, or in one file. All of it comes from the server that is
 * being checked, so nothing here is believed; only the shape is settled.
 */
export const PROOF_FORMAT = 'wellkept-audit-proof/1';

const Hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);
const Count = z.int().min(0);
const Value = z.union([z.string(), z.number(), z.array(z.number())]);

export const ProofEvent = z.object({
  leafIndex: Count,
  leafHash: Hex,
  eventId: Count,
  /** null when there is a leaf and its event is gone. */
  event: z
    .object({
      /** The columns of the table under the names of the body: what the list shows and filters by. */
      columns: z.record(z.string(), Value),
      body: z.string(),
      salt: Hex.nullable(),
      detail: Hex.nullable(),
      commitment: Hex,
    })
    .nullable(),
});
export type ProofEvent = z.output<typeof ProofEvent>;

export const ProofTile = z.object({ level: Count, index: Count, hashes: z.base64() });
export type ProofTile = z.output<typeof ProofTile>;

export const ProofCheckpoint = z.object({
  number: Count,
  at: z.string(),
  position: z.object({ xid: z.string(), id: z.string() }),
  note: z.string(),
});
export type ProofCheckpoint = z.output<typeof ProofCheckpoint>;

export const ProofTree = z.object({
  organizationId: z.uuid(),
  name: z.string(),
  leafCount: Count,
  tileCounts: z.array(Count),
  /** Ids of events that should have been sealed and are in no tree. */
  strays: z.array(Count),
});
export type ProofTree = z.output<typeof ProofTree>;

const Keys = z.object({
  es256: z.object({ x: z.string(), y: z.string() }),
  ed25519: z.object({ x: z.string() }),
});

/** The sizes at one moment; the pages that follow are read up to them. */
export const ProofState = z.object({
  origin: z.string(),
  keys: Keys,
  checkpointNumber: Count,
  trees: z.array(ProofTree),
});
export type ProofState = z.output<typeof ProofState>;

export const ProofBundle = ProofState.omit({ trees: true }).extend({
  format: z.literal(PROOF_FORMAT),
  exportedAt: z.string(),
  checkpoints: z.array(ProofCheckpoint),
  trees: z.array(ProofTree.extend({ events: z.array(ProofEvent), tiles: z.array(ProofTile) })),
});
export type ProofBundle = z.output<typeof ProofBundle>;

export const ProofEventPage = z.object({ events: z.array(ProofEvent) });
export const ProofTilePage = z.object({ tiles: z.array(ProofTile) });
export const ProofCheckpointPage = z.object({ checkpoints: z.array(ProofCheckpoint) });
