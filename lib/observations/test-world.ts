import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { bearerHash } from '@/lib/api/bearer';
import type { Principal } from '@/lib/authorization/question';
import { generateHybridKeyset, generateSigningKeyset } from '@/lib/crypto/keyset-generators';
import { keysetToJson, publicKeysetOf, type Keyset } from '@/lib/crypto/keyset';
import { signer, type Signer } from '@/lib/crypto/signature';

/** People, a study and a patient who uploads, for tests and benchmarks of this folder. Built past row security. */
export type ObservationWorld = {
  organizationId: string;
  otherOrganizationId: string;
  studyId: string;
  viewer: Principal;
  /** A manager, of another organization. */
  stranger: Principal;
  superAdmin: Principal;
  participant: Participant;
};

export type Participant = {
  patient: Principal;
  patientId: string;
  enrollmentId: string;
  dataGroupId: string;
  privateKeyset: Keyset;
  publicKeyset: Keyset;
  device: TestDevice;
};

export type TestDevice = { deviceId: string; bearer: string; signer: Signer };

export const GLUCOSE = { id: 1, code: 'omh:blood-glucose:4.0' } as const;
export const HEART_RATE = { id: 2, code: 'omh:heart-rate:2.0' } as const;
export const SENSOR = '5ea50000-0000-4000-8000-000000000001';

type Database = Pick<pg.Pool, 'query'>;
type PrincipalType = 'practitioner' | 'patient' | 'super_admin';

export async function observationWorld(db: Database): Promise<ObservationWorld> {
  const organizationId = await insertOrganization(db);
  const otherOrganizationId = await insertOrganization(db);
  const manager = await person(db, 'practitioner', { organizationId, role: 'manager' });
  const studyId = randomUUID();
  await db.query(
    `INSERT INTO study (id, organization_id, name, state, created_by) VALUES ($1, $2, $3, 'active', $4)`,
    [studyId, organizationId, `Study ${studyId}`, manager.userId],
  );
  await db.query(
    `INSERT INTO scope_request (study_id, scope_id, reason) VALUES ($1, 1, 'why'), ($1, 2, 'why')`,
    [studyId],
  );
  return {
    organizationId,
    otherOrganizationId,
    studyId,
    viewer: await person(db, 'practitioner', { organizationId, role: 'viewer' }),
    stranger: await person(db, 'practitioner', { organizationId: otherOrganizationId, role: 'manager' }),
    superAdmin: await person(db, 'super_admin'),
    participant: await addParticipant(db, studyId, manager.userId),
  };
}

async function insertOrganization(db: Database): Promise<string> {
  const id = randomUUID();
  await db.query(`INSERT INTO organization (id, name) VALUES ($1, $2)`, [id, `Organization ${id}`]);
  return id;
}

/** An account with a session; for a practitioner with a role. */
export async function person(
  db: Database,
  userType: PrincipalType,
  membership?: { organizationId: string; role: 'viewer' | 'member' | 'manager' },
): Promise<Principal> {
  const [userId, sessionId] = [randomUUID(), randomUUID()];
  await db.query(`INSERT INTO user_account (id, user_type, email, name) VALUES ($1, $2, $3, 'A person')`, [
    userId,
    userType,
    `${userId}@example.org`,
  ]);
  await db.query(
    `INSERT INTO user_session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`,
    [sessionId, userId],
  );
  if (membership) {
    const { organizationId, role } = membership;
    await db.query(`INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, $3)`, [
      organizationId,
      userId,
      role,
    ]);
  }
  return { userId, userType, sessionId, requestId: randomUUID(), ceiling: 'session', suspended: false };
}

/** A patient in the study with a key pair and a phone. Shares nothing yet. */
export async function addParticipant(db: Database, studyId: string, createdBy: string): Promise<Participant> {
  const patient = await person(db, 'patient');
  const [patientId, enrollmentId, dataGroupId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.query(`INSERT INTO patient (id, user_id, name) VALUES ($1, $2, 'A patient')`, [
    patientId,
    patient.userId,
  ]);
  await db.query(`INSERT INTO patient_organization SELECT $1, organization_id FROM study WHERE id = $2`, [
    patientId,
    studyId,
  ]);
  await db.query(`INSERT INTO enrollment (id, study_id, patient_id, state) VALUES ($1, $2, $3, 'active')`, [
    enrollmentId,
    studyId,
    patientId,
  ]);
  await db.query(
    `INSERT INTO data_group (id, enrollment_id, organization_id) SELECT $1, id, organization_id FROM enrollment WHERE id = $2`,
    [dataGroupId, enrollmentId],
  );
  const privateKeyset = await generateHybridKeyset();
  const publicKeyset = publicKeysetOf(privateKeyset);
  await db.query(
    `INSERT INTO data_group_key (data_group_id, tink_key_id, study_key_epoch, public_keyset, private_blob, created_by)
     VALUES ($1, $2, 1, $3, 'sealed', $4)`,
    [dataGroupId, publicKeyset.primaryKeyId, keysetToJson(publicKeyset), createdBy],
  );
  const device = await addTestDevice(db, dataGroupId);
  return { patient, patientId, enrollmentId, dataGroupId, privateKeyset, publicKeyset, device };
}

/** A phone that has registered its signing key. */
export async function addTestDevice(db: Database, dataGroupId: string): Promise<TestDevice> {
  const [deviceId, bearer] = [randomUUID(), `wkd_${randomBytes(32).toString('base64url')}`];
  const keyset = await generateSigningKeyset();
  await db.query(
    `INSERT INTO device (id, data_group_id, name, signing_public_keyset, bearer_hash) VALUES ($1, $2, 'Phone', $3, $4)`,
    [deviceId, dataGroupId, keysetToJson(publicKeysetOf(keyset)), bearerHash(bearer)],
  );
  return { deviceId, bearer, signer: await signer(keyset) };
}

/** The patient's own decision, at once. */
export async function decide(
  db: Database,
  { enrollmentId, patient }: Pick<Participant, 'enrollmentId' | 'patient'>,
  scopeId: number,
  decision: 'granted' | 'declined' | 'stopped' | 'paused' | 'resumed',
): Promise<void> {
  await db.query(
    `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
     VALUES ($1, $2, $3, $4, 'patient', 1)`,
    [enrollmentId, scopeId, decision, patient.userId],
  );
}

export type RecordedEvent = {
  action: string;
  outcome: string;
  refused_layer: string | null;
  n: number | null;
  organization_id: string;
};

/** What the log says of one actor, in order. */
export async function eventsOf(db: Database, actorId: string): Promise<RecordedEvent[]> {
  const { rows } = await db.query<RecordedEvent>(
    `SELECT action, outcome, refused_layer, n, organization_id FROM audit.event WHERE actor_id = $1 ORDER BY id`,
    [actorId],
  );
  return rows;
}
