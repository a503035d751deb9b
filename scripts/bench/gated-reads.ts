import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import pg from 'pg';
import { decodePage } from '@/lib/observations/observation-frames';
import { GLUCOSE, observationWorld, SENSOR, type ObservationWorld } from '@/lib/observations/test-world';
import type { BenchContext, BenchResult } from '../bench-context.ts';
import { serveBench } from '../bench-server.ts';
import { timedLoop, timingWords } from '../bench-timing.ts';

const PATIENTS = 100;
const READINGS_EACH = 10_000;
const PAGE = 50;
const CONNECTIONS = 8;
const SECONDS = 15;
/** Readings every five minutes, backwards from here. */
const LAST = Date.UTC(2026, 10, 1);
const STEP_MS = 300_000;

/** Pages of 50 through the audited gate over a million observations: what the database does, and what a browser gets. */
export async function run({ adminUrl, appUrl }: BenchContext): Promise<BenchResult[]> {
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  const world = await observationWorld(admin);
  const patients = await fill(admin, world);
  const before = await countEvents(admin);
  const database = await readDatabase(appUrl, world, patients);
  const events = (await countEvents(admin)) - before;
  const { origin, stop } = await serveBench();
  const http = await readOverHttp(origin, world, patients);
  await stop();
  await admin.end();
  const note = `page of ${PAGE} of ${(PATIENTS * READINGS_EACH).toLocaleString('en')}, ${CONNECTIONS} connections, audit on`;
  return [
    {
      what: 'gated reads in the database',
      result: timingWords(database),
      note: `${note}, ${events.toLocaleString('en')} events`,
    },
    { what: 'gated reads over HTTP', result: timingWords(http), note },
  ];
}

/** Straight into the tables: uploads are another benchmark. */
async function fill(admin: pg.Pool, { studyId }: ObservationWorld): Promise<string[]> {
  await admin.query('SET synchronous_commit = off');
  const { rows } = await admin.query<{ id: string }>(
    `WITH made AS (INSERT INTO patient (name) SELECT 'Patient ' || n FROM generate_series(1, $2::int) n RETURNING id),
          enrolled AS (INSERT INTO enrollment (study_id, patient_id, state) SELECT $1, id, 'active' FROM made RETURNING id, patient_id, organization_id),
          keyed AS (INSERT INTO data_group (enrollment_id, organization_id) SELECT id, organization_id FROM enrolled RETURNING id),
          phoned AS (INSERT INTO device (data_group_id, name, bearer_hash) SELECT id, 'Phone', uuid_send(gen_random_uuid()) FROM keyed RETURNING id, data_group_id),
          sent AS (INSERT INTO upload_batch (data_group_id, client_batch_id, device_id, manifest, observation_count)
                   SELECT data_group_id, gen_random_uuid(), id, 'manifest', $3 FROM phoned RETURNING id, data_group_id)
     SELECT patient_id AS id FROM enrolled`,
    [studyId, PATIENTS, READINGS_EACH],
  );
  await admin.query(
    `INSERT INTO dek (data_group_id, scope_id, batch_id, dek_ref, tink_key_id, wrapped)
     SELECT data_group_id, $1, id, gen_random_uuid(), 1, decode(repeat('ab', 206), 'hex') FROM upload_batch`,
    [GLUCOSE.id],
  );
  await admin.query(
    `INSERT INTO observation (data_group_id, scope_id, data_source_id, client_observation_id, effective_at, batch_id, dek_id)
     SELECT k.data_group_id, $1, $2, gen_random_uuid(), to_timestamp($3::float8) - n * interval '5 minutes', k.batch_id, k.id
       FROM dek k, generate_series(1, $4::int) n`,
    [GLUCOSE.id, SENSOR, LAST / 1_000, READINGS_EACH],
  );
  await admin.query(
    `INSERT INTO observation_content SELECT id, decode(repeat(md5(id::text), 25), 'hex') FROM observation`,
  );
  // A decision for each enrollment, by its own patient's account or, here, by nobody's: the grant follows either way.
  await admin.query(
    `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
     SELECT e.id, $1, 'granted', (SELECT id FROM user_account LIMIT 1), 'patient', 1 FROM enrollment e WHERE e.state = 'active'`,
    [GLUCOSE.id],
  );
  await admin.query('VACUUM ANALYZE');
  return rows.map(({ id }) => id);
}

async function countEvents(admin: pg.Pool): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM audit.event WHERE action = 'observations.released'`,
  );
  return rows[0]?.n ?? 0;
}

/** A page somewhere in somebody's history. */
function somewhere(patients: string[]): { patientId: string; from: Date; to: Date } {
  const patientId = patients[Math.floor(Math.random() * patients.length)] ?? '';
  const to = new Date(LAST - Math.floor(Math.random() * (READINGS_EACH - PAGE)) * STEP_MS);
  return { patientId, from: new Date(to.getTime() - 14 * 86_400_000), to };
}

async function readDatabase(appUrl: string, { viewer, studyId }: ObservationWorld, patients: string[]) {
  // Bytes as bytes, and not as twice as many letters.
  const config: pg.ClientConfig & { binary: true } = { connectionString: appUrl, binary: true };
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = new pg.Client(config);
      await client.connect();
      return client;
    }),
  );
  const timing = await timedLoop(CONNECTIONS, SECONDS, async (worker) => {
    const { patientId, from, to } = somewhere(patients);
    const values = [
      viewer.userId,
      viewer.sessionId,
      randomUUID(),
      studyId,
      patientId,
      GLUCOSE.id,
      from,
      to,
      PAGE,
    ];
    const text = 'SELECT * FROM gate_read($1, $2, $3, $4, $5, $6::smallint, $7, $8, NULL, NULL, $9)';
    const answer = await clients[worker]?.query<{ n: number }>({ name: 'gate', text, values });
    if (answer?.rows[0]?.n !== PAGE) throw new Error('the gate did not release a page');
  });
  await Promise.all(clients.map((client) => client.end()));
  return timing;
}

async function readOverHttp(origin: string, { viewer, studyId }: ObservationWorld, patients: string[]) {
  const secret = process.env['SESSION_SECRET'] ?? '';
  const cookie = `wellkept-session=${await encode({ token: { sid: viewer.sessionId }, secret })}`;
  return timedLoop(CONNECTIONS, SECONDS, async () => {
    const { patientId, from, to } = somewhere(patients);
    const span = { from: from.toISOString(), to: to.toISOString() };
    const query = new URLSearchParams({ scope: GLUCOSE.code, ...span, limit: String(PAGE) });
    const path = `/api/v1/studies/${studyId}/patients/${patientId}/observations?${query}`;
    const response = await fetch(`${origin}${path}`, { headers: { cookie } });
    const { count } = decodePage(new Uint8Array(await response.arrayBuffer()));
    if (count !== PAGE) throw new Error('the server did not release a page');
  });
}
