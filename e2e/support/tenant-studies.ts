import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { keysetToJson, publicKeysetOf } from '@/lib/crypto/keyset';
import { generateHybridKeyset } from '@/lib/crypto/keyset-generators';
import { plantInvitation, type Account, type Client } from './tenant-invitation';

/** Of lib's catalogue: what a planted patient answers about each. */
export const SCOPES = {
  unanswered: 'omh:blood-glucose:4.0',
  paused: 'omh:heart-rate:2.0',
  recordedOnBehalf: 'omh:blood-pressure:4.0',
  shared: 'omh:body-temperature:4.0',
  stopped: 'omh:oxygen-saturation:2.0',
  endsLater: 'omh:sleep-duration:2.0',
  notAsked: 'omh:step-count:3.0',
} as const;

export type PlantedStudies = {
  studyId: string;
  draftStudyId: string;
  /** Of the tenant's patient with an account. */
  patientId: string;
  enrollmentId: string;
  /** Of the same patient, in a study of its own. */
  leavingEnrollmentId: string;
  dataGroupId: string;
  publicKeyset: string;
  deviceId: string;
  bearer: string;
  /** Recorded on behalf and not confirmed. */
  decisionId: string;
  /** Enrolled and neither invited nor given a key. */
  waitingEnrollmentId: string;
  /** Enrolled with an open invitation. */
  invitedEnrollmentId: string;
  patientInvitationId: string;
  /** In no study. */
  unenrolledPatientId: string;
};

type Planting = { mark: string; organizationId: string; by: Account; patient: Account };

export async function plantStudies(client: Client, planting: Planting): Promise<PlantedStudies> {
  const { mark, organizationId, by, patient } = planting;
  const studyId = await plantStudy(client, planting, 'active');
  const draftStudyId = await plantStudy(client, planting, 'draft');
  const patientId = await plantPatient(client, planting, patient);
  const enrollmentId = await enroll(client, studyId, patientId, 'active');
  const leavingEnrollmentId = await enroll(
    client,
    await plantStudy(client, { ...planting, mark: `left, ${mark}` }, 'active'),
    patientId,
    'active',
  );
  const waitingEnrollmentId = await enroll(client, studyId, await plantPatient(client, planting), 'invited');
  const invitedEnrollmentId = await enroll(client, studyId, await plantPatient(client, planting), 'invited');
  const invitation = { organizationId, mark, by, enrollmentId: invitedEnrollmentId };
  return {
    studyId,
    draftStudyId,
    patientId,
    enrollmentId,
    leavingEnrollmentId,
    waitingEnrollmentId,
    invitedEnrollmentId,
    ...(await plantDataGroup(client, enrollmentId, by)),
    decisionId: await plantDecisions(client, enrollmentId, { by, patient }),
    patientInvitationId: await plantInvitation(client, invitation),
    unenrolledPatientId: await plantPatient(client, planting),
  };
}

async function plantStudy(client: Client, { mark, organizationId, by }: Planting, state: 'active' | 'draft') {
  const id = randomUUID();
  await client.query(
    `INSERT INTO study (id, organization_id, name, state, created_by) VALUES ($1, $2, $3, $4, $5)`,
    [id, organizationId, `A ${state} study, ${mark}`, state, by.userId],
  );
  await client.query(`INSERT INTO study_information (study_id, version, body) VALUES ($1, 1, 'About')`, [id]);
  await client.query(
    `INSERT INTO scope_request (study_id, scope_id, reason) SELECT $1, id, 'why' FROM scope WHERE code <> $2`,
    [id, SCOPES.notAsked],
  );
  return id;
}

async function plantPatient(client: Client, { mark, organizationId }: Planting, account?: Account) {
  const id = randomUUID();
  await client.query(`INSERT INTO patient (id, user_id, name, email) VALUES ($1, $2, $3, $4)`, [
    id,
    account?.userId ?? null,
    `A patient, ${mark}`,
    account?.email ?? `${id}.${mark}@demo.wellkept.example`,
  ]);
  await client.query(`INSERT INTO patient_organization VALUES ($1, $2)`, [id, organizationId]);
  return id;
}

async function enroll(client: Client, studyId: string, patientId: string, state: 'active' | 'invited') {
  const id = randomUUID();
  await client.query(`INSERT INTO enrollment (id, study_id, patient_id, state) VALUES ($1, $2, $3, $4)`, [
    id,
    studyId,
    patientId,
    state,
  ]);
  return id;
}

async function plantDataGroup(client: Client, enrollmentId: string, by: Account) {
  const [dataGroupId, deviceId] = [randomUUID(), randomUUID()];
  const bearer = `wkd_${randomBytes(32).toString('base64url')}`;
  const keyset = publicKeysetOf(await generateHybridKeyset());
  await client.query(
    `INSERT INTO data_group (id, enrollment_id, organization_id) SELECT $1, id, organization_id FROM enrollment WHERE id = $2`,
    [dataGroupId, enrollmentId],
  );
  await client.query(
    `INSERT INTO data_group_key (data_group_id, tink_key_id, study_key_epoch, public_keyset, private_blob, created_by)
     VALUES ($1, $2, 1, $3, 'sealed', $4)`,
    [dataGroupId, keyset.primaryKeyId, keysetToJson(keyset), by.userId],
  );
  await client.query(
    `INSERT INTO device (id, data_group_id, name, bearer_hash) VALUES ($1, $2, 'Phone', $3)`,
    [deviceId, dataGroupId, createHash('sha256').update(bearer).digest()],
  );
  return { dataGroupId, publicKeyset: keysetToJson(keyset), deviceId, bearer };
}

/** As SCOPES says; answers the one that was recorded on behalf. */
async function plantDecisions(
  client: Client,
  enrollmentId: string,
  { by, patient }: { by: Account; patient: Account },
): Promise<string> {
  const steps: [string, string, string?][] = [
    [SCOPES.paused, 'granted'],
    [SCOPES.paused, 'paused'],
    [SCOPES.shared, 'granted'],
    [SCOPES.stopped, 'granted'],
    [SCOPES.stopped, 'stopped'],
    [SCOPES.endsLater, 'granted', '30 days'],
  ];
  for (const [scope, decision, lasts] of steps) {
    await client.query(
      `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version, information_version, ends_at)
       SELECT $1, id, $2::consent_answer, $3, 'patient', 1, 1, now() + $5::interval FROM scope WHERE code = $4`,
      [enrollmentId, decision, patient.userId, scope, lasts ?? null],
    );
  }
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version,
                                   information_version, method, spoken_at)
     SELECT $1, id, 'granted', $2, 'on_behalf', 1, 1, 'paper', now() FROM scope WHERE code = $3 RETURNING id`,
    [enrollmentId, by.userId, SCOPES.recordedOnBehalf],
  );
  return rows[0]!.id;
}
