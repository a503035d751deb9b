import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { addParticipant, observationWorld } from '@/lib/observations/test-world';
import { createDatabase, ownDatabase, prepareRoles, roleUrl } from '../database.ts';
import { migrate } from '../migrate.ts';
import { freePort } from '../ports.ts';
import { startPostgres, type RunningPostgres } from '../postgres.ts';

const ROUNDS = 10;
/** Killed at a moment of its own each round, once it is in full swing. */
const IN_SWING = 25;
const folder = mkdtempSync(join(tmpdir(), 'wellkept-crash-'));
let postgres: RunningPostgres | undefined;

afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('killing server and database under load loses no acknowledged act and leaves none without its event', async () => {
  const port = await freePort();
  const start = () =>
    startPostgres({
      dataDirectory: join(folder, 'postgres'),
      port,
      password: 'test',
      logFile: join(folder, 'log'),
    });
  postgres = await start();
  const adminUrl = await createDatabase(postgres.url('postgres'), 'crash');
  await prepareRoles(adminUrl, { app: 'app', sealer: 'sealer' });
  await ownDatabase(adminUrl);
  await migrate(adminUrl);
  const workers = await buildWorkers(adminUrl);

  const acknowledged: { decision: string; request: string }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = startLoad(adminUrl, workers);
    const lines = collect(server);
    while (lines().length < IN_SWING && server.exitCode === null) await sleep(10);
    await sleep(37 * round);
    // The server first or the database first, in turn; neither is asked.
    const killed = [() => server.kill('SIGKILL'), () => process.kill(postgres?.pid ?? 0, 'SIGKILL')];
    for (const kill of round % 2 === 0 ? killed : killed.reverse()) kill();
    await Promise.all([postgres.exited, new Promise((resolve) => server.once('close', resolve))]);
    acknowledged.push(...lines());
    postgres = await start();
    await expectWhole(adminUrl, acknowledged);
  }
  console.info(`crash: ${acknowledged.length} acknowledged acts in ${ROUNDS} rounds`);
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * IN_SWING);
}, 300_000);

type Worker = { userId: string; sessionId: string; enrollmentId: string };

async function buildWorkers(adminUrl: string): Promise<Worker[]> {
  const pool = new pg.Pool({ connectionString: adminUrl });
  const world = await observationWorld(pool);
  const workers: Worker[] = [];
  for (let n = 0; n < 6; n += 1) {
    const { patient, enrollmentId } = await addParticipant(pool, world.studyId, world.viewer.userId);
    await pool.query(
      `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
       VALUES ($1, 1, 'granted', $2, 'patient', 1)`,
      [enrollmentId, patient.userId],
    );
    workers.push({ userId: patient.userId, sessionId: patient.sessionId, enrollmentId });
  }
  await pool.query('DELETE FROM rate_limit');
  await pool.end();
  return workers;
}

function startLoad(adminUrl: string, workers: Worker[]): ChildProcess {
  const jwk = (type: 'ec' | 'ed25519') =>
    JSON.stringify(
      (type === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('ed25519')
      ).privateKey.export({
        format: 'jwk',
      }),
    );
  const flags = [
    '--conditions=react-server',
    '--import',
    'tsx',
    'scripts/crash/load.ts',
    JSON.stringify(workers),
  ];
  return spawn(process.execPath, flags, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      NODE_ENV: 'test',
      PATH: process.env['PATH'],
      APP_DATABASE_URL: roleUrl(adminUrl, 'app', 'app'),
      SEALER_DATABASE_URL: roleUrl(adminUrl, 'sealer', 'sealer'),
      SESSION_SECRET: 'a secret that is long enough for a test',
      AUDIT_SIGNING_KEY: jwk('ec'),
      AUDIT_WITNESS_KEY: jwk('ed25519'),
      RECEIPT_SIGNING_KEY: jwk('ec'),
      FACTOR_KEY: 'x'.repeat(44),
      LOG_LEVEL: 'silent',
    },
  });
}

/** Whole lines only: a line cut by the kill was not acknowledged. */
function collect(server: ChildProcess): () => { decision: string; request: string }[] {
  let text = '';
  server.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => {
        const [decision = '', request = ''] = line.split(' ');
        return { decision, request };
      });
}

async function expectWhole(
  adminUrl: string,
  acknowledged: { decision: string; request: string }[],
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const lost = await client.query(
      `SELECT a.decision FROM unnest($1::uuid[], $2::uuid[]) a (decision, request)
        WHERE NOT EXISTS (SELECT FROM consent_decision d WHERE d.id = a.decision)
           OR NOT EXISTS (SELECT FROM audit.event e WHERE e.request_id = a.request AND e.resource_id = a.decision)`,
      [acknowledged.map(({ decision }) => decision), acknowledged.map(({ request }) => request)],
    );
    expect(lost.rows).toEqual([]);
    // Acts that were not acknowledged may have happened, but never without their event, and never the other way round.
    const silent = await client.query(
      `SELECT id FROM consent_decision d WHERE sequence > (SELECT min(sequence) + 5 FROM consent_decision)
          AND NOT EXISTS (SELECT FROM audit.event e WHERE e.resource_id = d.id)
       UNION ALL SELECT resource_id FROM audit.event e WHERE e.resource_kind = 'decision' AND e.outcome = 'success'
          AND NOT EXISTS (SELECT FROM consent_decision d WHERE d.id = e.resource_id)`,
    );
    expect(silent.rows).toEqual([]);
    const grants = await client.query(
      'SELECT (SELECT count(*) FROM grant_live)::int AS live, (SELECT count(*) FROM grant_expected(NULL, NULL, NULL))::int AS expected',
    );
    expect(grants.rows[0]).toMatchObject({ live: (grants.rows[0] as { expected: number }).expected });
  } finally {
    await client.end();
  }
}
