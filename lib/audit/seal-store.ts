import type pg from 'pg';
import type { Position } from './checkpoint-note';
import type { Hash } from './merkle';
import { hashesOf, TILE_WIDTH, type Tile } from './tile-tree';

/** The sealer's SQL, on its own connection as wellkept_sealer, which may add to leaf, tile and checkpoint and change nothing. */
export type SealedBatch = { leaves: Map<string, Hash[]>; position: Position; at: string };
export type StoredCheckpoint = { number: number; note: string };

/** One sealer at a time, in whatever process; the lock goes with the connection. */
export async function takeSealerLock(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended('wellkept audit sealer', 0)) AS taken`,
  );
  return rows[0]?.taken ?? false;
}

/**
 * Places the next events and returns their leaves in order. The order is (transaction, id) and the horizon is the oldest
 * transaction still running: ids are given out before they are committed, so reading "id > last" would pass over events
 * of transactions that commit later. Events that have a leaf are skipped, for a database that was restored: its
 * transaction numbers start again below those of its rows.
 */
const PLACE = `
  WITH batch AS MATERIALIZED (
    SELECT e.organization_id, e.xid, e.id, e.at, sha256('\\x00'::bytea || e.body || e.commitment) AS hash
      FROM audit.event e
     WHERE (e.xid, e.id) > ($1::xid8, $2::bigint) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
       AND NOT EXISTS (SELECT FROM audit.leaf l WHERE l.event_id = e.id)
     ORDER BY e.xid, e.id LIMIT $3
  ), placed AS (
    INSERT INTO audit.leaf (organization_id, leaf_index, event_at, event_id, hash)
    SELECT b.organization_id,
           coalesce(t.size, 0) + row_number() OVER (PARTITION BY b.organization_id ORDER BY b.xid, b.id) - 1, b.at, b.id, b.hash
      FROM batch b LEFT JOIN unnest($4::uuid[], $5::bigint[]) t (organization_id, size) USING (organization_id)
  ), last AS (
    SELECT xid, id FROM batch ORDER BY xid DESC, id DESC LIMIT 1
  )
  SELECT b.organization_id, string_agg(b.hash, ''::bytea ORDER BY b.xid, b.id) AS hashes,
         (SELECT xid::text FROM last) AS xid, (SELECT id::text FROM last) AS id,
         to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
    FROM batch b GROUP BY b.organization_id`;

type PlacedRow = { organization_id: string; hashes: Buffer; xid: string; id: string; at: string };

export async function placeLeaves(
  client: pg.ClientBase,
  after: Position,
  sizes: ReadonlyMap<string, number>,
  limit: number,
): Promise<SealedBatch | null> {
  const { rows } = await client.query<PlacedRow>(PLACE, [
    after.xid,
    after.id,
    limit,
    [...sizes.keys()],
    [...sizes.values()],
  ]);
  const [first] = rows;
  if (!first) return null;
  const leaves = new Map(rows.map((row) => [row.organization_id, hashesOf(row.hashes)]));
  return { leaves, position: { xid: first.xid, id: first.id }, at: first.at };
}

export async function insertTiles(
  client: pg.ClientBase,
  tiles: readonly (Tile & { organizationId: string })[],
): Promise<void> {
  if (tiles.length === 0) return;
  await client.query(
    `INSERT INTO audit.tile (organization_id, level, tile_index, hashes)
     SELECT * FROM unnest($1::uuid[], $2::smallint[], $3::bigint[], $4::bytea[])`,
    [
      tiles.map((tile) => tile.organizationId),
      tiles.map((tile) => tile.level),
      tiles.map((tile) => tile.index),
      tiles.map((tile) => Buffer.from(tile.hashes)),
    ],
  );
}

type NewCheckpoint = { number: number; at: string; position: Position; note: string };

export async function insertCheckpoint(
  client: pg.ClientBase,
  { number, at, position, note }: NewCheckpoint,
): Promise<void> {
  await client.query(
    'INSERT INTO audit.checkpoint (number, at, position_xid, position_id, note) VALUES ($1, $2, $3, $4, $5)',
    [number, at, position.xid, position.id, note],
  );
}

export async function lastCheckpoint(client: pg.ClientBase): Promise<StoredCheckpoint | null> {
  const { rows } = await client.query<{ number: string; note: string }>(
    'SELECT number, note FROM audit.checkpoint ORDER BY number DESC LIMIT 1',
  );
  return rows[0] ? { number: Number(rows[0].number), note: rows[0].note } : null;
}

export async function checkpointsFrom(
  client: pg.ClientBase,
  number: number,
  limit: number,
): Promise<StoredCheckpoint[]> {
  const { rows } = await client.query<{ number: string; note: string }>(
    'SELECT number, note FROM audit.checkpoint WHERE number >= $1 ORDER BY number LIMIT $2',
    [number, limit],
  );
  return rows.map((row) => ({ number: Number(row.number), note: row.note }));
}

/** After a restore the counter of transactions may be behind what was sealed; no event would ever pass the position again. */
export async function isCounterBehind(client: pg.ClientBase, position: Position): Promise<boolean> {
  const { rows } = await client.query<{ behind: boolean }>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot()) <= $1::xid8 AS behind',
    [position.xid],
  );
  return rows[0]?.behind ?? false;
}

/** The leaves after the last complete tile. */
export async function looseLeaves(
  client: pg.ClientBase,
  organizationId: string,
  size: number,
): Promise<Hash[]> {
  const { rows } = await client.query<{ hash: Buffer }>(
    'SELECT hash FROM audit.leaf WHERE organization_id = $1 AND leaf_index >= $2 AND leaf_index < $3 ORDER BY leaf_index',
    [organizationId, size - (size % TILE_WIDTH), size],
  );
  return rows.map((row) => new Uint8Array(row.hash));
}

/** The tiles of a level that are not part of a complete tile above; `count` is how many the level has. */
export async function looseTiles(
  client: pg.ClientBase,
  organizationId: string,
  level: number,
  count: number,
): Promise<Uint8Array[]> {
  const { rows } = await client.query<{ hashes: Buffer }>(
    'SELECT hashes FROM audit.tile WHERE organization_id = $1 AND level = $2 AND tile_index >= $3 ORDER BY tile_index',
    [organizationId, level, count - (count % TILE_WIDTH)],
  );
  return rows.map((row) => new Uint8Array(row.hashes));
}

export async function sealLagOf(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ seconds: number }>('SELECT audit.seal_lag_seconds() AS seconds');
  return rows[0]?.seconds ?? 0;
}

export async function ensurePartitions(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT audit.ensure_partitions()');
}
