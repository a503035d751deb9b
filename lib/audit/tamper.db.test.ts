import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { managementWorld, type ManagementWorld } from '@/lib/organizations/management-world';
import {
  append,
  appendMany,
  exportBundle,
  readingAs,
  someEvent,
  testSealer,
  testSigner,
} from './audit-world';
import { keysFingerprint } from './checkpoint-keys';
import { randomOf, TAMPERINGS, type Random } from './tampering';
import { verifyBundle, type Verdict } from './verify';
import type { SeenCheckpoint } from './verify-checkpoints';

const TIMES = Number(process.env['TAMPER_TIMES'] ?? 1_000);
const signer = testSigner();
let database: TestDatabase;
let world: ManagementWorld;
let admin: pg.Client;
let seen: SeenCheckpoint;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
  admin = await readingAs(database.adminUrl, world.headManager.userId);
  const sealer = await testSealer(database.sealerUrl, signer, 60);
  await appendMany(database.admin, world.organizationId, 250);
  await sealer.sealAll();
  for (let round = 0; round < 6; round++) {
    for (const id of [world.organizationId, world.organizationId, world.parentId]) {
      await append(
        database.admin,
        someEvent(id, { outcome: 'refused', layer: 'consent', operation: 'observation.read' }),
      );
    }
    await sealer.sealAll();
  }
  await sealer.client.end();
  const verdict = await check();
  if (!verdict.intact || !verdict.checkpoint)
    throw new Error(`the world is broken: ${JSON.stringify(verdict)}`);
  seen = {
    number: verdict.checkpoint.number,
    hash: verdict.checkpoint.hash,
    fingerprint: keysFingerprint(signer.keys),
  };
});
afterAll(async () => {
  await admin.end();
  await database.close();
});

async function check(trusted: { seen?: SeenCheckpoint } = {}): Promise<Verdict> {
  return verifyBundle(await exportBundle(admin, world.parentId, signer), { ...trusted, keys: signer.keys });
}

/** What somebody who owns the database can do: as superuser, with every trigger off. Undone after each look. */
async function afterTampering(random: Random, name: string): Promise<Verdict | 'nothing changed'> {
  const tamper = TAMPERINGS[name];
  if (!tamper) throw new Error(name);
  await admin.query('BEGIN');
  try {
    await admin.query('SET LOCAL session_replication_role = replica');
    const changed = await tamper(admin, random);
    return changed === 0 ? 'nothing changed' : await check({ seen });
  } finally {
    await admin.query('ROLLBACK');
  }
}

test(
  `${TIMES} random changes to rows, leaves, tiles and checkpoints are all found`,
  { timeout: 900_000 },
  async () => {
    const names = Object.keys(TAMPERINGS);
    const missed: string[] = [];
    const done = new Map<string, number>();
    for (let seed = 1; [...done.values()].reduce((sum, count) => sum + count, 0) < TIMES; seed++) {
      const name = names[seed % names.length]!;
      const verdict = await afterTampering(randomOf(seed), name);
      if (verdict === 'nothing changed') continue;
      done.set(name, (done.get(name) ?? 0) + 1);
      if (verdict.intact) missed.push(`${name}, seed ${seed}`);
    }
    expect(missed).toEqual([]);
    // Every kind had its turns: a tampering that never changes anything would prove nothing.
    expect(names.filter((name) => (done.get(name) ?? 0) < TIMES / names.length / 4)).toEqual([]);
  },
);

test('untouched copies raise no alarm, however the log goes on', { timeout: 300_000 }, async () => {
  const sealer = await testSealer(database.sealerUrl, signer, 50);
  for (let round = 0; round < 40; round++) {
    await appendMany(
      database.admin,
      round % 3 === 0 ? world.parentId : world.organizationId,
      1 + (round % 7),
    );
    if (round % 2 === 0) await sealer.sealAll();
    expect(await check({ seen })).toMatchObject({ intact: true });
  }
  await sealer.client.end();
});

test('the break names its place and its neighbours', async () => {
  await admin.query('BEGIN');
  await admin.query('SET LOCAL session_replication_role = replica');
  const { rows } = await admin.query<{ event_id: string }>(
    `DELETE FROM audit.event e USING audit.leaf l
      WHERE l.event_id = e.id AND l.organization_id = $1 AND l.leaf_index = 100 RETURNING l.event_id`,
    [world.organizationId],
  );
  const verdict = await check();
  await admin.query('ROLLBACK');
  expect(verdict).toMatchObject({
    intact: false,
    first: {
      kind: 'event-missing',
      message: `Event ${rows[0]?.event_id ?? ''} was sealed and is gone.`,
      organizationId: world.organizationId,
      leafIndex: 100,
      before: { leafIndex: 99 },
      after: { leafIndex: 101 },
    },
  });
});
