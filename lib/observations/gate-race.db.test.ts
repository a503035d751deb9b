import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  addParticipant,
  decide,
  GLUCOSE,
  observationWorld,
  type ObservationWorld,
  type Participant,
} from './test-world';
import { postUpload, readingsOf, sealedFor } from './test-upload';

/**
 * Readers against stops. The loops run inside PostgreSQL, each read and each stop in a transaction of its own, so that
 * thousands of them meet each second and one clock orders them all.
 *
 * A stop is acknowledged when its COMMIT has returned. A read is over when its rows are in hand, a moment before its own
 * COMMIT; some linger before it, as a slow client would. A read that is over after an acknowledgement and before the next
 * grant began, and has a row, is a leak: it started or finished after the stop.
 */
const LOOPS = `
CREATE TABLE race_read (variant text, study uuid, patient uuid, over_at timestamptz, n int);
CREATE TABLE race_stop (study uuid, patient uuid, acknowledged_at timestamptz, next_grant_at timestamptz);

CREATE PROCEDURE race_reads(p_function text, p_actor uuid, p_session uuid, p_study uuid, p_patient uuid, p_reads int, p_linger float)
LANGUAGE plpgsql AS $$
DECLARE v_n int; v_over timestamptz[]; v_found int[];
BEGIN
  FOR i IN 1..p_reads LOOP
    EXECUTE format('SELECT r.n FROM %I($1, $2, $3, $4, $5, 1::smallint, NULL, NULL, NULL, NULL, 1) r', p_function)
      INTO v_n USING p_actor, p_session, gen_random_uuid(), p_study, p_patient;
    IF i % 16 = 0 THEN PERFORM pg_sleep(p_linger); END IF;
    v_over := v_over || clock_timestamp(); v_found := v_found || v_n;
    COMMIT;
  END LOOP;
  INSERT INTO race_read SELECT p_function, p_study, p_patient, x.* FROM unnest(v_over, v_found) x;
END $$;

CREATE PROCEDURE race_stops(p_actor uuid, p_study uuid, p_patient uuid, p_by text, p_until text) LANGUAGE plpgsql AS $$
DECLARE v_stopped timestamptz; v_enrollment uuid;
BEGIN
  SELECT id INTO v_enrollment FROM enrollment WHERE study_id = p_study AND patient_id = p_patient;
  WHILE NOT EXISTS (SELECT FROM race_read WHERE variant = p_until) LOOP
    PERFORM pg_sleep(random() * 0.03);
    IF p_by = 'decision' THEN
      INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
        VALUES (v_enrollment, 1, 'stopped', p_actor, 'patient', 1);
    ELSE
      UPDATE scope_request SET removed_at = clock_timestamp() WHERE study_id = p_study AND scope_id = 1;
    END IF;
    COMMIT;
    v_stopped := clock_timestamp();
    PERFORM pg_sleep(random() * 0.03);
    INSERT INTO race_stop VALUES (p_study, p_patient, v_stopped, clock_timestamp());
    IF p_by = 'decision' THEN
      INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
        VALUES (v_enrollment, 1, 'granted', p_actor, 'patient', 1);
    ELSE
      UPDATE scope_request SET removed_at = NULL WHERE study_id = p_study AND scope_id = 1;
      -- Asked anew, so it takes a new answer.
      INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
        SELECT v_enrollment, 1, 'granted', p_actor, 'patient', version FROM scope_request WHERE study_id = p_study AND scope_id = 1;
    END IF;
    COMMIT;
  END LOOP;
END $$;`;

const LEAKS = `
SELECT (SELECT count(*) FROM race_read WHERE variant = $1)::int AS reads,
       (SELECT count(*) FROM race_read WHERE variant = $1 AND n = 0)::int AS refused,
       (SELECT count(*) FROM race_stop)::int AS stops,
       (SELECT count(*) FROM race_read r WHERE r.variant = $1 AND r.n > 0 AND EXISTS (
          SELECT FROM race_stop s WHERE s.study = r.study AND s.patient = r.patient
             AND r.over_at > s.acknowledged_at AND r.over_at <= s.next_grant_at))::int AS leaks`;

type Tally = { reads: number; refused: number; stops: number; leaks: number };

let database: TestDatabase;
/** One is stopped by the patient's decision, the other by the study no longer asking. */
const races: { world: ObservationWorld; participant: Participant; by: 'decision' | 'request' }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  for (const by of ['decision', 'request'] as const) {
    const world = await observationWorld(database.admin);
    const participant = await addParticipant(database.admin, world.studyId, world.viewer.userId);
    await decide(database.admin, participant, GLUCOSE.id, 'granted');
    expect(await postUpload(participant, await sealedFor(participant, readingsOf(5)))).toMatchObject({
      status: 201,
    });
    races.push({ world, participant, by });
  }
  await database.admin.query(LOOPS);
  await database.admin.query(await withoutTheLock());
});
afterAll(() => database.close());

/** The gate's own text under another name, less the two lines that lock. */
async function withoutTheLock(): Promise<string> {
  const { rows } = await database.admin.query<{ text: string }>(
    `SELECT pg_get_functiondef('gate_read'::regproc) AS text`,
  );
  const text = rows[0]?.text ?? '';
  const unlocked = text.replaceAll(/^\s*PERFORM pg_advisory_xact_lock_shared\(.*\n/gm, '');
  expect(text.length - unlocked.length).toBeGreaterThan(100);
  return unlocked.replace('public.gate_read(', 'public.gate_read_unlocked(');
}

/** Two readers and one who stops and grants, for each race; ends when the readers have read. */
async function race(gate: 'gate_read' | 'gate_read_unlocked', reads: number): Promise<Tally> {
  await database.admin.query('TRUNCATE race_read, race_stop');
  await Promise.all(
    races.flatMap(({ world, participant, by }) => {
      const { viewer, studyId } = world;
      const { patientId, patient } = participant;
      const read = [gate, viewer.userId, viewer.sessionId, studyId, patientId, reads / 4, 0.002];
      return [
        call('CALL race_reads($1, $2, $3, $4, $5, $6, $7)', read),
        call('CALL race_reads($1, $2, $3, $4, $5, $6, $7)', read),
        call('CALL race_stops($1, $2, $3, $4, $5)', [patient.userId, studyId, patientId, by, gate]),
      ];
    }),
  );
  const { rows } = await database.admin.query<Tally>(LEAKS, [gate]);
  return rows[0] ?? { reads: 0, refused: 0, stops: 0, leaks: -1 };
}

/** The race is about order and not about the disk, so nobody waits for it. */
async function call(statement: string, parameters: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    await client.query('SET synchronous_commit = off');
    await client.query(statement, parameters);
  } finally {
    await client.end();
  }
}

test(
  'without the lock, reads leak: the race can be lost, and this test sees it',
  { timeout: 120_000 },
  async () => {
    const { reads, refused, stops, leaks } = await race('gate_read_unlocked', 8_000);
    expect(reads).toBe(8_000);
    expect(Math.min(refused, stops)).toBeGreaterThan(50);
    expect(leaks).toBeGreaterThan(0);
  },
);

test(
  'with the gate as it is, none of 100,000 reads returns a row after a stop',
  { timeout: 900_000 },
  async () => {
    const { reads, refused, stops, leaks } = await race('gate_read', 100_000);
    expect(reads).toBe(100_000);
    expect(Math.min(refused, stops)).toBeGreaterThan(500);
    expect(leaks).toBe(0);
  },
);
