import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { managementWorld, type ManagementWorld } from '@/lib/organizations/management-world';
import {
  append,
  appendMany,
  exportBundle,
  ORIGIN,
  readingAs,
  someEvent,
  testSealer,
  testSigner,
  type TestSealer,
} from './audit-world';
import { checkpointText, NO_PREVIOUS } from './checkpoint-note';
import { verifyBundle, type Verdict } from './verify';

let database: TestDatabase;
let world: ManagementWorld;
let reader: pg.Client;
let sealer: TestSealer;
const signer = testSigner();

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
  reader = await readingAs(database.adminUrl, world.headManager.userId);
  sealer = await testSealer(database.sealerUrl, signer, 300);
});
afterAll(async () => {
  await sealer.client.end();
  await reader.end();
  await database.close();
});
beforeEach(() => sealer.sealAll().then(() => undefined));

const verdict = async (): Promise<Verdict> =>
  verifyBundle(await exportBundle(reader, world.parentId, signer));

async function connection(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  return client;
}

async function sealedOf(ids: readonly number[]): Promise<number[]> {
  const { rows } = await database.admin.query<{ event_id: string }>(
    'SELECT event_id FROM audit.leaf WHERE event_id = ANY ($1) ORDER BY event_id',
    [ids],
  );
  return rows.map((row) => Number(row.event_id));
}

test('seals what was committed, over several checkpoints and tiles, and it verifies', async () => {
  await appendMany(database.admin, world.organizationId, 700);
  await appendMany(database.admin, world.parentId, 5);
  expect(await sealer.sealAll()).toBe(705);
  const found = await verdict();
  expect(found).toMatchObject({ intact: true, events: 705 });
  const { rows } = await database.admin.query('SELECT level, tile_index FROM audit.tile ORDER BY 1, 2');
  expect(rows).toEqual([
    { level: 0, tile_index: '0' },
    { level: 0, tile_index: '1' },
  ]);
});

test('an event whose transaction commits late is not passed over', async () => {
  const [early, late] = [await connection(), await connection()];
  await early.query('BEGIN');
  const first = await append(early, someEvent(world.organizationId));
  const second = await append(late, someEvent(world.organizationId));
  await sealer.sealReady();
  const meanwhile = await sealedOf([first, second]);
  await early.query('COMMIT');
  await sealer.sealAll();
  // Ids are given out before the commit: sealing the second first would leave the first outside for ever.
  expect({ meanwhile, afterwards: await sealedOf([first, second]) }).toEqual({
    meanwhile: [],
    afterwards: [first, second],
  });
  await Promise.all([early.end(), late.end()]);
});

test('a transaction that took its number early and writes its event late is not passed over', async () => {
  const [early, late] = [await connection(), await connection()];
  await early.query('BEGIN');
  await early.query('SELECT pg_current_xact_id()');
  const first = await append(late, someEvent(world.organizationId));
  await sealer.sealReady();
  const second = await append(early, someEvent(world.organizationId));
  await early.query('COMMIT');
  await sealer.sealAll();
  expect(await sealedOf([first, second])).toEqual([first, second]);
  expect(await verdict()).toMatchObject({ intact: true });
  await Promise.all([early.end(), late.end()]);
});

test('gaps in the ids and aborted transactions leave no gap in the tree', async () => {
  const client = await connection();
  await client.query('BEGIN');
  await append(client, someEvent(world.organizationId));
  await client.query('ROLLBACK');
  await client.query(`SELECT nextval('audit.event_id') FROM generate_series(1, 50)`);
  const id = await append(client, someEvent(world.organizationId));
  await client.end();
  expect(await sealer.sealAll()).toBe(1);
  expect(await sealedOf([id])).toEqual([id]);
  expect(await verdict()).toMatchObject({ intact: true });
});

test('a clock that steps back changes nothing: the order is that of the leaves', async () => {
  const client = await connection();
  for (const at of ['2026-11-22 12:00:00+00', '2026-11-20 12:00:00+00', '2026-11-21 12:00:00+00']) {
    await client.query(`SELECT set_config('app.seed_clock', $1, false)`, [at]);
    await append(client, someEvent(world.organizationId));
  }
  await client.end();
  await sealer.sealAll();
  expect(await verdict()).toMatchObject({ intact: true });
  const { rows } = await database.admin.query<{ event_at: Date }>(
    'SELECT event_at FROM audit.leaf WHERE organization_id = $1 ORDER BY leaf_index DESC LIMIT 3',
    [world.organizationId],
  );
  expect(rows.map((row) => row.event_at.toISOString().slice(8, 10))).toEqual(['21', '20', '22']);
});

test('an idle transaction holds the seal back, and the lag says so', async () => {
  const idle = await connection();
  await idle.query('BEGIN');
  await idle.query('SELECT pg_current_xact_id()');
  await append(database.admin, someEvent(world.organizationId));
  expect(await sealer.sealReady()).toBe(0);
  const lag = async () =>
    (await sealer.client.query<{ s: number }>('SELECT audit.seal_lag_seconds() AS s')).rows[0]!.s;
  expect(await lag()).toBeGreaterThan(0);
  await idle.end();
  expect(await sealer.sealAll()).toBe(1);
  expect(await lag()).toBe(0);
});

test('a new sealer goes on where the last one stopped, at any size', async () => {
  for (let round = 0; round < 4; round++) {
    await appendMany(database.admin, world.organizationId, 150);
    const fresh = await testSealer(database.sealerUrl, signer, 64);
    expect(await fresh.sealAll()).toBe(150);
    expect(fresh.warnings).toEqual([]);
    await fresh.client.end();
  }
  expect(await verdict()).toMatchObject({ intact: true });
  const again = await testSealer(database.sealerUrl, signer);
  await appendMany(database.admin, world.parentId, 1);
  await again.sealAll();
  expect(again.warnings).toEqual([]);
  await again.client.end();
  // The first sealer's memory is behind now; its write is refused and it reads again.
  await appendMany(database.admin, world.parentId, 1);
  await expect(sealer.sealAll()).rejects.toThrow('duplicate key');
  expect(await sealer.sealAll()).toBe(1);
  expect(await verdict()).toMatchObject({ intact: true });
});

test('a tree that was changed under the sealer is reported, and the break stays to be found', async () => {
  const admin = await connection();
  await admin.query('BEGIN');
  await admin.query('SET LOCAL session_replication_role = replica');
  await admin.query(
    'UPDATE audit.leaf SET hash = sha256(hash) WHERE organization_id = $1 AND leaf_index = 2',
    [world.parentId],
  );
  await admin.query('COMMIT');
  await append(admin, someEvent(world.parentId));
  const fresh = await testSealer(database.sealerUrl, signer);
  expect(await fresh.sealAll()).toBe(1);
  expect(fresh.warnings).toEqual(['tree-differs']);
  expect(await verdict()).toMatchObject({ intact: false, first: { kind: 'leaf', leafIndex: 2 } });
  await fresh.client.end();
  await admin.end();
});

describe('after a restore', () => {
  test('transaction numbers below the seal’s position do not stop it', async () => {
    const other = await testDatabase();
    const { organizationId } = await managementWorld(other.admin);
    const position = { xid: '999999999', id: '1' };
    const text = checkpointText({
      origin: ORIGIN,
      number: 1,
      at: '2026-11-22T00:00:00.000000Z',
      previous: NO_PREVIOUS,
      position,
      trees: [],
    });
    await other.admin.query(`INSERT INTO audit.checkpoint VALUES (1, now(), '999999999', 1, $1)`, [
      signer.sign(text, ORIGIN),
    ]);
    await appendMany(other.admin, organizationId, 10);
    const fresh = await testSealer(other.sealerUrl, signer, 4);
    expect(await fresh.sealAll()).toBe(10);
    expect(fresh.warnings).toEqual(['counter-behind']);
    await fresh.client.end();
    await other.close();
  });
});
