import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { ProofCheckpoint, ProofEvent, ProofTile, ProofTree } from './proof';

/** What a verification is made of, as it is in the tables: whether it is right is for whoever receives it to find out. */
type TreeRow = {
  organization_id: string;
  organization_name: string;
  checkpoint_number: bigint;
  leaf_count: bigint;
  tile_counts: bigint[];
  strays: bigint[];
};

export async function proofTrees(
  tx: Tx,
  organizationId: string,
): Promise<{ checkpointNumber: number; trees: ProofTree[] }> {
  const rows = await tx.$queryRaw<TreeRow[]>`SELECT * FROM audit.proof_trees(${organizationId}::uuid)`;
  return {
    checkpointNumber: Number(rows[0]?.checkpoint_number ?? 0),
    trees: rows.map((row) => ({
      organizationId: row.organization_id,
      name: row.organization_name,
      leafCount: Number(row.leaf_count),
      tileCounts: row.tile_counts.map(Number),
      strays: row.strays.map(Number),
    })),
  };
}

type EventRow = {
  leaf_index: bigint;
  leaf_hash: string;
  event_id: bigint;
  columns: NonNullable<ProofEvent['event']>['columns'];
  body: string | null;
  salt: string | null;
  detail: string | null;
  commitment: string | null;
};

export async function proofEvents(
  tx: Tx,
  organizationId: string,
  from: number,
  limit: number,
): Promise<ProofEvent[]> {
  const rows = await tx.$queryRaw<EventRow[]>`
    SELECT leaf_index, leaf_hash, event_id, columns, body, salt, detail, commitment
      FROM audit.proof_events(${organizationId}::uuid, ${from}::bigint, ${limit}::int)`;
  return rows.map(({ columns, body, salt, detail, commitment, ...leaf }) => ({
    leafIndex: Number(leaf.leaf_index),
    leafHash: leaf.leaf_hash,
    eventId: Number(leaf.event_id),
    event: body === null || commitment === null ? null : { columns, body, salt, detail, commitment },
  }));
}

type TileRow = { level: number; tile_index: bigint; hashes: string };
export type TilePlace = { level: number; index: number };

export async function proofTiles(
  tx: Tx,
  organizationId: string,
  from: TilePlace,
  limit: number,
): Promise<ProofTile[]> {
  const rows = await tx.$queryRaw<TileRow[]>`
    SELECT * FROM audit.proof_tiles(${organizationId}::uuid, ${from.level}::smallint, ${from.index}::bigint, ${limit}::int)`;
  return rows.map(({ level, tile_index, hashes }) => ({ level, index: Number(tile_index), hashes }));
}

type CheckpointRow = { number: bigint; at: string; xid: string; id: string; note: string };

export async function proofCheckpoints(tx: Tx, from: number, limit: number): Promise<ProofCheckpoint[]> {
  const rows = await tx.$queryRaw<CheckpointRow[]>`
    SELECT number, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, position_xid::text AS xid,
           position_id::text AS id, note
      FROM audit.checkpoint WHERE number >= ${from}::bigint ORDER BY number LIMIT ${limit}::int`;
  return rows.map(({ number, at, xid, id, note }) => ({
    number: Number(number),
    at,
    position: { xid, id },
    note,
  }));
}

/** The signed note as it is published; the newest one for null. */
export async function checkpointNote(tx: Tx, number: number | null): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ note: string }[]>`
    SELECT note FROM audit.checkpoint WHERE ${number}::bigint IS NULL OR number = ${number}::bigint ORDER BY number DESC LIMIT 1`;
  return row?.note ?? null;
}

/** Seconds that the oldest event without a seal has waited. */
export async function sealLagSeconds(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ seconds: number }[]>`SELECT audit.seal_lag_seconds() AS seconds`;
  return row?.seconds ?? 0;
}
