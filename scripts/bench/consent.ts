import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { observationWorld, type ObservationWorld } from '@/lib/observations/test-world';
import type { ReceiptPayload } from '@/lib/receipts/receipt';
import { receiptPublicKeys, signReceipt } from '@/lib/receipts/receipt-signature';
import { verifyReceipt } from '@/lib/receipts/verify-receipt';
import type { BenchContext, BenchResult } from '../bench-context.ts';
import { timedLoop, timingWords } from '../bench-timing.ts';

const PATIENTS = 2_000;
const SCOPES = 7;
const DECISIONS = 1_000_000;
const EACH = Math.floor(DECISIONS / (PATIENTS * SCOPES));
const CONNECTIONS = 2;
const SECONDS = 10;

/** What held at a moment, over a million decisions; and receipts checked one after the other, as a browser does it. */
export async function run({ adminUrl, appUrl }: BenchContext): Promise<BenchResult[]> {
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  const world = await observationWorld(admin);
  const enrollments = await fill(admin, world);
  const note = `at a random moment of ${(EACH * PATIENTS * SCOPES).toLocaleString('en')} decisions, ${CONNECTIONS} connections`;
  const one = await asOf(appUrl, ONE_PATIENT, () => [enrollments[random(enrollments.length)], moment()]);
  const hundred = await asOf(appUrl, MANY_PATIENTS, () => [
    Array.from({ length: 100 }, () => enrollments[random(enrollments.length)]),
    moment(),
  ]);
  await admin.end();
  return [
    { what: `as of, one patient × ${SCOPES} scopes`, result: timingWords(one), note },
    { what: `as of, 100 patients × ${SCOPES} scopes`, result: timingWords(hundred), note },
    { what: 'receipts verified', result: timingWords(await receipts()), note: 'ES256, one thread' },
  ];
}

const random = (below: number) => Math.floor(Math.random() * below);
/** Decisions are an hour apart. */
const moment = () => new Date(Date.now() - random(EACH) * 3_600_000);

const ONE_PATIENT = `SELECT s, c.* FROM generate_series(1, ${SCOPES}) s, consent_state_at($1, s::smallint, $2) c`;
const MANY_PATIENTS = `SELECT e, s, c.* FROM unnest($1::uuid[]) e, generate_series(1, ${SCOPES}) s, consent_state_at(e, s::smallint, $2) c`;

/** Past the triggers: a million grants would be refreshed one by one. */
async function fill(admin: pg.Pool, { studyId, viewer }: ObservationWorld): Promise<string[]> {
  const client = await admin.connect();
  await client.query('SET synchronous_commit = off');
  await client.query(
    `INSERT INTO scope_request (study_id, scope_id, reason) SELECT $1, id, 'why' FROM scope WHERE id <= $2 ON CONFLICT DO NOTHING`,
    [studyId, SCOPES],
  );
  await client.query('SET session_replication_role = replica');
  const { rows } = await client.query<{ id: string }>(
    `WITH made AS (INSERT INTO patient (name) SELECT 'Patient ' || n FROM generate_series(1, $2::int) n RETURNING id)
     INSERT INTO enrollment (study_id, patient_id, organization_id, state)
     SELECT $1, made.id, s.organization_id, 'active' FROM made, study s WHERE s.id = $1 RETURNING id`,
    [studyId, PATIENTS],
  );
  const begun = `clock_timestamp() - make_interval(hours => ${EACH + 1})`;
  await client.query(
    `INSERT INTO enrollment_change (enrollment_id, state, at) SELECT id, 'active', ${begun} FROM enrollment WHERE study_id = $1`,
    [studyId],
  );
  await client.query(`UPDATE scope_request_version SET asked_at = ${begun} WHERE study_id = $1`, [studyId]);
  await client.query(
    `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version, decided_at, sequence)
     SELECT e.id, s, CASE WHEN n % 2 = 0 THEN 'granted' ELSE 'stopped' END::consent_answer, $2, 'patient', 1,
            clock_timestamp() - make_interval(hours => n), nextval('consent_decision_sequence')
       FROM generate_series(${EACH}, 1, -1) n, enrollment e, generate_series(1, ${SCOPES}) s WHERE e.study_id = $1`,
    [studyId, viewer.userId],
  );
  await client.query('SET session_replication_role = origin');
  await client.query('VACUUM ANALYZE');
  client.release();
  return rows.map(({ id }) => id);
}

async function asOf(appUrl: string, text: string, values: () => unknown[]) {
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = new pg.Client({ connectionString: appUrl });
      await client.connect();
      return client;
    }),
  );
  const timing = await timedLoop(CONNECTIONS, SECONDS, async (worker) => {
    await clients[worker]?.query({ name: text.slice(0, 30), text, values: values() });
  });
  await Promise.all(clients.map((client) => client.end()));
  return timing;
}

async function receipts() {
  const keys = await receiptPublicKeys();
  const id = randomUUID();
  const payload: ReceiptPayload = {
    iss: 'http://localhost:3000',
    jti: id,
    iat: 0,
    consent_record: {
      schema_version: '27560:2023',
      record_id: id,
      pii_principal_id: id,
      pii_controllers: [{ name: 'Somebody', contact: '' }],
      purposes: [
        {
          purpose: 'Study',
          lawful_basis: 'consent',
          pii_type: 'omh:step-count:3.0',
          required: false,
          reason: 'why',
        },
      ],
      privacy_notice: { version: 1, request_version: 1 },
      event: {
        event_type: 'granted',
        event_time: new Date(0).toISOString(),
        valid_until: null,
        entity_type: 'pii_principal',
        method: null,
      },
    },
  };
  const receipt = await signReceipt(payload);
  return timedLoop(1, SECONDS, async () => {
    if (!(await verifyReceipt(receipt, keys)).isGenuine) throw new Error('a receipt of ours was refused');
  });
}
