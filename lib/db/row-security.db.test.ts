import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide, GLUCOSE, observationWorld, type ObservationWorld } from '@/lib/observations/test-world';
import { NIL } from './transaction';
import { testDatabase, type TestDatabase } from './test-database';

/** Guarded against being written; everybody reads it. */
const CATALOGUE = 'data_source';

let database: TestDatabase;
let app: pg.Client;
let world: ObservationWorld;
let tables: { name: string; isSecured: boolean }[];

beforeAll(async () => {
  database = await testDatabase();
  world = await observationWorld(database.admin);
  await decide(database.admin, world.participant, GLUCOSE.id, 'granted');
  await fillTheRest(database, world);
  const { rows } = await database.admin.query<{ name: string; isSecured: boolean }>(
    `SELECT c.relname AS name, c.relrowsecurity AS "isSecured"
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
        AND has_any_column_privilege('wellkept_app', c.oid, 'SELECT') ORDER BY 1`,
  );
  tables = rows;
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.close();
});

/** Of every table that row security guards, how many rows the application sees on behalf of somebody; none is left out. */
async function seenBy(userId: string): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (const { name, isSecured } of tables) {
    if (!isSecured || name === CATALOGUE) continue;
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.user_id', $1, true)`, [userId]);
    const { rows } = await app.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${name}`);
    await app.query('ROLLBACK');
    if (rows[0] && rows[0].count > 0) seen[name] = rows[0].count;
  }
  return seen;
}

/** One row in every other table that hangs on the study or on its viewer, or as many as the table's own rules allow. */
async function fillTheRest(
  { admin }: TestDatabase,
  { studyId, organizationId, viewer, participant }: ObservationWorld,
) {
  const fill = (statement: string) =>
    admin.query(
      statement
        .replaceAll(':study', `'${studyId}'::uuid`)
        .replaceAll(':organization', `'${organizationId}'::uuid`)
        .replaceAll(':viewer', `'${viewer.userId}'::uuid`)
        .replaceAll(':patient', `'${participant.patientId}'::uuid`),
    );
  await fill(`INSERT INTO study_information (study_id, version, body) VALUES (:study, 1, 'text')`);
  await fill(
    `INSERT INTO study_data_source (study_id, data_source_id) SELECT :study, id FROM data_source LIMIT 1`,
  );
  await fill(
    `INSERT INTO patient_identifier (patient_id, organization_id, system, value) VALUES (:patient, :organization, 'MRN', '1')`,
  );
  await fill(`INSERT INTO invitation (kind, role, organization_id, email, token_hash, created_by, expires_at)
    VALUES ('practitioner', 'viewer', :organization, 'ada@example.org', 'hash', :viewer, now() + interval '1 day')`);
  await fill(`INSERT INTO user_key (user_id, version, encryption_public_keyset, signing_public_keyset, encryption_private_blob, signing_private_blob)
    VALUES (:viewer, 1, '{}', '{}', 'x', 'x')`);
  await fill(
    `INSERT INTO unlock_slot (user_id, kind, kdf, wrapped_user_master_key) VALUES (:viewer, 'recovery', '{}', 'x')`,
  );
  await fill(
    `INSERT INTO study_key (study_id, epoch, commitment, created_by) VALUES (:study, 1, 'x', :viewer)`,
  );
  await fill(`INSERT INTO study_key_wrap (study_id, epoch, member_user_id, member_key_version, wrapped_blob, wrapper_user_id, wrapper_key_version, wrapper_signature)
    VALUES (:study, 1, :viewer, 1, 'x', :viewer, 1, 'x')`);
  await fill(`INSERT INTO rotation_task (study_id, reason) VALUES (:study, 'member-left')`);
  await fill(`INSERT INTO receipt (decision_id, jws) SELECT id, 'x' FROM consent_decision`);
  await fill(
    `INSERT INTO consent_confirmation (decision_id, answer, answered_by) SELECT id, 'confirmed', decided_by FROM consent_decision`,
  );
  await fill(`INSERT INTO totp_factor (user_id, secret) VALUES (:viewer, 'x')`);
  await fill(`INSERT INTO factor_recovery_code (user_id, code_hash) VALUES (:viewer, 'x')`);
  await fill(
    `INSERT INTO passkey (user_id, credential_id, public_key, name) VALUES (:viewer, 'x', 'x', 'Phone')`,
  );
}

const OF_THE_STUDY = [
  'consent_confirmation',
  'consent_decision',
  'data_group',
  'data_group_key',
  'device',
  'enrollment',
  'enrollment_change',
  'grant_live',
  'organization',
  'patient',
  'receipt',
  'scope_request',
  'scope_request_version',
  'study',
  'study_data_source',
  'study_information',
];
const OF_PRACTITIONERS = ['invitation', 'membership', 'patient_identifier', 'patient_organization'];
const KEYS_OF_THE_STUDY = ['rotation_task', 'study_key', 'study_key_wrap'];
const OWN = ['factor_recovery_code', 'passkey', 'totp_factor', 'unlock_slot', 'user_key'];
/** Rows that nobody here has. */
const EMPTY = ['email_change', 'factor_reset'];

test('every table is guarded, but for those that the application asks by id or that are nobody’s', () => {
  const open = tables.filter(({ isSecured }) => !isSecured).map(({ name }) => name);
  expect(open).toEqual([
    'mail',
    'organization_closure',
    'password_recovery',
    'rate_limit',
    'role_permission',
    'scope',
    'user_account',
    'user_session',
  ]);
});

test('whoever has a role there sees a study and what hangs on it, and their own keys', async () => {
  expect(Object.keys(await seenBy(world.viewer.userId)).sort()).toEqual(
    [...OF_THE_STUDY, ...OF_PRACTITIONERS, ...KEYS_OF_THE_STUDY, ...OWN].sort(),
  );
});

test('a patient sees the studies they are in, and nothing of the staff', async () => {
  expect(Object.keys(await seenBy(world.participant.patient.userId)).sort()).toEqual(OF_THE_STUDY);
});

test('a manager of another organization sees that organization and their own role', async () => {
  expect(await seenBy(world.stranger.userId)).toEqual({ membership: 1, organization: 1 });
});

test('a super admin sees organizations and roles, and no study or patient', async () => {
  expect(Object.keys(await seenBy(world.superAdmin.userId)).sort()).toEqual(['membership', 'organization']);
});

test('nobody sees nothing', async () => {
  expect(await seenBy('')).toEqual({});
  expect(await seenBy(NIL)).toEqual({});
});

test('no guarded table is left out above', () => {
  const named = [...OF_THE_STUDY, ...OF_PRACTITIONERS, ...KEYS_OF_THE_STUDY, ...OWN, ...EMPTY, CATALOGUE];
  expect(tables.filter(({ isSecured }) => isSecured).map(({ name }) => name)).toEqual(named.sort());
});
