import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { managementWorld, type ManagementWorld } from '@/lib/organizations/management-world';
import { append, appendMany, exportBundle, readingAs, someEvent, testSealer } from './audit-world';
import { checkpointSigner } from './checkpoint-sign';
import { sealerOptions, startSealer, type SealerOptions } from './sealer';
import { randomOf } from './tampering';
import { verifyBundle, type Verdict } from './verify';

let database: TestDatabase;
let world: ManagementWorld;
let options: SealerOptions;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
  const checkpointDirectory = await mkdtemp(join(tmpdir(), 'checkpoints-'));
  options = { ...sealerOptions(), checkpointDirectory };
});
afterAll(async () => {
  await rm(options.checkpointDirectory, { recursive: true });
  await database.close();
});

async function unsealed(): Promise<number> {
  const { rows } = await database.admin.query<{ n: string }>(
    'SELECT count(*) AS n FROM audit.event e WHERE NOT EXISTS (SELECT FROM audit.leaf l WHERE l.event_id = e.id)',
  );
  return Number(rows[0]?.n);
}

async function untilSealed(): Promise<void> {
  const started = Date.now();
  while ((await unsealed()) > 0) {
    if (Date.now() - started > 60_000) throw new Error('not sealed within a minute');
    await sleep(100);
  }
}

async function checkpointsIn(directory: string): Promise<{ number: number; note: string }[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.ndjson')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  return texts
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { number: number; note: string });
}

async function stored(): Promise<{ number: number; note: string }[]> {
  const { rows } = await database.admin.query<{ number: string; note: string }>(
    'SELECT number, note FROM audit.checkpoint ORDER BY number',
  );
  return rows.map(({ number, note }) => ({ number: Number(number), note }));
}

async function verdict(): Promise<Verdict> {
  const reader = await readingAs(database.adminUrl, world.headManager.userId);
  const signer = checkpointSigner(options.signingKey, options.witnessKey);
  const bundle = await exportBundle(reader, world.parentId, signer);
  await reader.end();
  return verifyBundle(bundle);
}

test('seals within seconds, and keeps every checkpoint and the public keys outside the database', async () => {
  const sealer = startSealer(options);
  await appendMany(database.admin, world.organizationId, 20);
  await untilSealed();
  await sealer.stop();
  expect(await checkpointsIn(options.checkpointDirectory)).toEqual(await stored());
  const [keys] = (await readdir(options.checkpointDirectory)).filter((name) => name.startsWith('keys-'));
  const { es256 } = JSON.parse(await readFile(join(options.checkpointDirectory, keys ?? ''), 'utf8')) as {
    es256: object;
  };
  expect(Object.keys(es256)).toEqual(['x', 'y']);
});

test('what was sealed and not written to the files is written at the next start', async () => {
  const other = await testSealer(
    database.sealerUrl,
    checkpointSigner(options.signingKey, options.witnessKey),
  );
  await appendMany(database.admin, world.organizationId, 3);
  await other.sealAll();
  await other.client.end();
  const sealer = startSealer(options);
  await append(database.admin, someEvent(world.organizationId));
  await untilSealed();
  await sealer.stop();
  expect(await checkpointsIn(options.checkpointDirectory)).toEqual(await stored());
});

test('of two sealers one works, and the other takes over when it goes', async () => {
  const [first, second] = [startSealer(options), startSealer(options)];
  await appendMany(database.admin, world.organizationId, 5);
  await untilSealed();
  await first.stop();
  await appendMany(database.admin, world.organizationId, 5);
  await untilSealed();
  await second.stop();
});

test(
  'nothing is lost under load, with writers that are slow or give up and a sealer that is killed again and again',
  { timeout: 240_000 },
  async () => {
    const random = randomOf(7);
    const written: number[] = [];
    const before = await stored();
    const over = new AbortController();
    const writer = async () => {
      const client = new pg.Client({ connectionString: database.adminUrl });
      await client.connect();
      for (let round = 0; round < 120; round++) {
        await client.query('BEGIN');
        const ids: number[] = [];
        for (let n = random(4); n >= 0; n--) {
          ids.push(await append(client, someEvent(random(3) === 0 ? world.parentId : world.organizationId)));
          if (random(4) === 0) await sleep(random(30));
        }
        const isKept = random(5) > 0;
        await client.query(isKept ? 'COMMIT' : 'ROLLBACK');
        if (isKept) written.push(...ids);
      }
      await client.end();
    };
    const killer = async () => {
      while (!over.signal.aborted) {
        await sleep(200 + random(1_500));
        await database.admin.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'wellkept_sealer'`,
        );
      }
    };
    let sealer = startSealer(options);
    const killing = killer();
    const restarting = (async () => {
      while (!over.signal.aborted) {
        await sleep(1_000 + random(1_000));
        await sealer.stop();
        sealer = startSealer(options);
      }
    })();
    await Promise.all(Array.from({ length: 6 }, writer));
    over.abort();
    await Promise.all([killing, restarting]);
    await untilSealed();
    await sealer.stop();

    const { rows } = await database.admin.query<{ event_id: string }>(
      'SELECT event_id FROM audit.leaf WHERE event_id = ANY ($1)',
      [written],
    );
    expect(written.length).toBeGreaterThan(200);
    expect(new Set(rows.map((row) => Number(row.event_id)))).toEqual(new Set(written));
    expect((await stored()).length).toBeGreaterThan(before.length);
    expect(await verdict()).toMatchObject({ intact: true });
    // A kill may fall between the commit and the file; the next start has made up for it.
    expect(await checkpointsIn(options.checkpointDirectory)).toEqual(await stored());
  },
);
