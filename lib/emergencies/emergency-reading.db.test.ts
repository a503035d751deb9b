import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AuditFilter } from '@/lib/audit/audit-filter';
import { auditPageOf } from '@/lib/audit/audit-queries';
import { sentenceOf } from '@/lib/audit/sentence';
import { viewsOfMyDataQuery } from '@/lib/audit/view-queries';
import { POLICY_VERSION } from '@/lib/authorization/policy';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { studyKeysToShare } from '@/lib/keys/key-queries';
import { sharingNow } from '@/lib/observations/patient-data-queries';
import { patientList, patientOverviewOf, studyPatientsOf } from '@/lib/patients/patient-queries';
import { PatientFilter } from '@/lib/patients/patient-schema';
import { studyOverviewOf } from '@/lib/studies/study-queries';
import { readDeks, readObservations } from '@/lib/observations/observation-frames';
import { pageFor, refusalFor } from '@/lib/observations/test-release';
import { postUpload, readingsOf, sealedFor } from '@/lib/observations/test-upload';
import {
  addParticipant,
  decide,
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  type ObservationWorld,
} from '@/lib/observations/test-world';
import { again, recordedBy, refusalOf } from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { approveEmergency, endEmergency, requestEmergency } from './emergency-commands';
import { emergencyOf, patientsInEmergency } from './emergency-queries';

let database: TestDatabase;
let world: ObservationWorld;
let manager: Principal;
let admin: Principal;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  admin = world.superAdmin;
  const { organizationId, participant } = world;
  manager = await person(database.admin, 'practitioner', { organizationId, role: 'manager' });
  await decide(database.admin, participant, GLUCOSE.id, 'granted');
  expect(await postUpload(participant, await sealedFor(participant, readingsOf(3)))).toMatchObject({
    status: 201,
  });
});

async function request(studyId = world.studyId): Promise<string> {
  const input = { studyId, reason: 'One reading has to be compared by hand.', minutes: 10 };
  return (await execute(requestEmergency, again(admin), input)).id;
}

async function begin(): Promise<string> {
  const emergencyId = await request();
  await execute(approveEmergency, again(manager), { emergencyId });
  return emergencyId;
}

const here = () => ({ studyId: world.studyId, patientId: world.participant.patientId });
const read = () => pageFor(admin, here());
const refused = (who = admin, asking = {}) => refusalFor(who, here(), asking);
const CLOSED = { status: 404, code: 'NOT_FOUND' };

async function lastRead(): Promise<object | undefined> {
  const { rows } = await database.admin.query<object>(
    `SELECT outcome, n, refused_layer AS layer, actor_kind, actor_role, resource_kind, resource_id, policy_version
       FROM audit.event WHERE actor_id = $1 AND action = 'observations.released' ORDER BY id DESC LIMIT 1`,
    [admin.userId],
  );
  return rows[0];
}

describe('while it is in force', () => {
  test('the gate gives ciphertext, and the event says under which access', async () => {
    const emergencyId = await begin();
    const { count, blocks } = await read();
    expect(count).toBe(3);
    expect(readObservations(blocks.observations).every(({ content }) => content.length > 40)).toBe(true);
    expect(readDeks(blocks.deks)).toHaveLength(1);
    expect(await lastRead()).toEqual({
      outcome: 'success',
      n: 3,
      layer: null,
      actor_kind: 'super_admin',
      actor_role: null,
      resource_kind: 'emergency-access',
      resource_id: emergencyId,
      policy_version: POLICY_VERSION,
    });
  });

  test('a read of a colleague carries no such mark', async () => {
    await begin();
    await pageFor(world.viewer, here());
    const { rows } = await database.admin.query(
      `SELECT resource_kind FROM audit.event WHERE actor_id = $1 AND action = 'observations.released'`,
      [world.viewer.userId],
    );
    expect(rows).toEqual([{ resource_kind: null }]);
  });

  test('the patient sees it as an emergency access, and by whom; the managers’ log does too', async () => {
    await begin();
    await read();
    await pageFor(world.viewer, here());
    const { views } = await ask(viewsOfMyDataQuery(), again(world.participant.patient));
    expect(views).toMatchObject([
      { isEmergency: false, viewer: { id: world.viewer.userId } },
      { isEmergency: true, viewer: { id: admin.userId, name: 'A person', role: null }, count: 3 },
    ]);
    const log = await ask(auditPageOf(world.organizationId, AuditFilter.parse({})), again(manager));
    const sentences = log.events.map(sentenceOf);
    const study = `Study ${world.studyId}`;
    for (const words of [
      `asked for emergency access to the study ${study}`,
      `approved emergency access to the study ${study}`,
      `opened 3 blood glucose readings of A patient in ${study}, by emergency access`,
    ])
      expect(sentences).toContain(words);
  });

  test('consent is asked at every read: declined, stopped, never answered', async () => {
    await begin();
    expect(await refused(admin, { scope: HEART_RATE.code })).toMatchObject({ status: 403, layer: 'consent' });
    await read();
    await decide(database.admin, world.participant, GLUCOSE.id, 'stopped');
    expect(await refused()).toMatchObject({ status: 403, layer: 'consent' });
    expect(await lastRead()).toMatchObject({ outcome: 'refused', layer: 'consent' });
    await decide(database.admin, world.participant, GLUCOSE.id, 'granted');
    await read();
  });

  test('enrollment and the state of the study are asked at every read', async () => {
    await begin();
    await database.admin.query(`UPDATE enrollment SET state = 'withdrawn' WHERE id = $1`, [
      world.participant.enrollmentId,
    ]);
    expect(await refused()).toMatchObject({ status: 409, layer: 'study-enrollment' });
    expect(await refusalFor(admin, { ...here(), patientId: randomUUID() })).toMatchObject(CLOSED);
  });

  test('a suspended super admin or an ended session reads nothing', async () => {
    await begin();
    await database.admin.query('UPDATE user_session SET revoked_at = now() WHERE id = $1', [admin.sessionId]);
    expect(await refused()).toMatchObject({ status: 401 });
    await database.admin.query('UPDATE user_session SET revoked_at = NULL WHERE id = $1', [admin.sessionId]);
    await database.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [admin.userId]);
    expect(await refused()).toMatchObject({ status: 401 });
  });

  test('everything else of patients stays closed', async () => {
    await begin();
    const { studyId, patientId } = here();
    const { organizationId } = world;
    const filter = PatientFilter.parse({});
    const who = () => again(admin);
    expect(await refusalOf(ask(patientList(organizationId, filter), who()))).toBe('NOT_FOUND');
    expect(await refusalOf(ask(patientOverviewOf(organizationId, patientId), who()))).toBe('NOT_FOUND');
    expect(await refusalOf(ask(studyPatientsOf(organizationId, studyId), who()))).toBe('NOT_FOUND');
    expect(await refusalOf(ask(studyOverviewOf(organizationId, studyId), who()))).toBe('NOT_FOUND');
    const span = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
    expect(await refusalOf(sharingNow(who(), studyId, patientId, span))).toBe('NOT_FOUND');
    expect(await refusalOf(studyKeysToShare(who(), studyId))).toBe('NOT_FOUND');
  });

  test('it reads and does not export', async () => {
    await begin();
    const { rows } = await database.admin.query(
      `SELECT refused_layer FROM gate_decide($1, $2, 'observation.export', $3, $4, 1::smallint)`,
      [admin.userId, admin.sessionId, world.studyId, world.participant.patientId],
    );
    expect(rows).toEqual([{ refused_layer: 'user-type' }]);
  });
});

describe('without one', () => {
  test('a request that waits, was declined or was asked by another opens nothing', async () => {
    expect(await refused()).toMatchObject(CLOSED);
    const emergencyId = await request();
    expect(await refused()).toMatchObject(CLOSED);
    expect(await lastRead()).toMatchObject({ outcome: 'refused', layer: 'user-type', resource_kind: null });
    const other = await person(database.admin, 'super_admin');
    await execute(approveEmergency, again(other), { emergencyId });
    expect(await refused(other)).toMatchObject(CLOSED);
    await read();
  });

  test('another study of the same organization stays closed', async () => {
    const studyId = randomUUID();
    await database.admin.query(
      `INSERT INTO study (id, organization_id, name, state, created_by) VALUES ($1, $2, 'The other', 'active', $3)`,
      [studyId, world.organizationId, manager.userId],
    );
    await database.admin.query(
      `INSERT INTO scope_request (study_id, scope_id, reason) VALUES ($1, 1, 'why')`,
      [studyId],
    );
    const participant = await addParticipant(database.admin, studyId, manager.userId);
    await decide(database.admin, participant, GLUCOSE.id, 'granted');
    await begin();
    const { patientId } = participant;
    expect(await refusalFor(admin, { studyId, patientId })).toMatchObject(CLOSED);
    expect(await refusalFor(admin, { studyId: world.studyId, patientId })).toMatchObject(CLOSED);
    expect((await pageFor(world.viewer, { studyId, patientId })).count).toBe(0);
  });

  test('nothing is released after it was ended, or after its time', async () => {
    const ended = await begin();
    const { nextCursor } = await pageFor(admin, here(), { limit: 2 });
    await execute(endEmergency, again(world.superAdmin), { emergencyId: ended });
    expect(await refused()).toMatchObject(CLOSED);
    expect(await refused(admin, { limit: 2, cursor: nextCursor ?? '' })).toMatchObject(CLOSED);
    const over = await begin();
    await read();
    await database.admin.query(
      `UPDATE emergency_access SET begins_at = begins_at - interval '10 minutes', ends_at = ends_at - interval '10 minutes' WHERE id = $1`,
      [over],
    );
    expect(await refused()).toMatchObject(CLOSED);
    const { emergency } = await ask(emergencyOf(over), again(admin));
    expect(emergency.state).toBe('over');
  });

  test('an end waits for reads in flight', async () => {
    const emergencyId = await begin();
    const reader = await database.admin.connect();
    await reader.query('BEGIN');
    await reader.query(
      'SELECT n FROM gate_read($1, $2, $3, $4, $5, 1::smallint, NULL, NULL, NULL, NULL, 10)',
      [admin.userId, admin.sessionId, randomUUID(), world.studyId, world.participant.patientId],
    );
    let isEnded = false;
    const ending = execute(endEmergency, again(manager), { emergencyId }).then(() => (isEnded = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isEnded).toBe(false);
    await reader.query('COMMIT');
    reader.release();
    await ending;
    expect(await refused()).toMatchObject(CLOSED);
  });
});

describe('whom they can read', () => {
  test('pseudonyms, what is shared now, and how much of it; on record as a view', async () => {
    const emergencyId = await begin();
    await addParticipant(database.admin, world.studyId, manager.userId);
    const principal = again(admin);
    const patients = await ask(patientsInEmergency(emergencyId), principal);
    const sharing = patients.find(({ patientId }) => patientId === world.participant.patientId);
    expect(sharing?.scopes).toEqual([{ code: GLUCOSE.code, name: 'Blood glucose', readings: 3 }]);
    expect(patients.filter(({ scopes }) => scopes.length === 0)).toHaveLength(1);
    expect(new Set(patients.map(({ pseudonym }) => pseudonym)).size).toBe(2);
    for (const { pseudonym } of patients) expect(pseudonym).toMatch(/^[0-9A-F]{8}$/);
    expect(JSON.stringify(patients)).not.toMatch(/A patient|name":"A/);
    expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([
      { action: 'patient.viewed', outcome: 'success' },
    ]);
    await execute(endEmergency, again(admin), { emergencyId });
    const anew = await ask(patientsInEmergency(await begin()), again(admin));
    const former = new Set(patients.map(({ pseudonym }) => pseudonym));
    for (const { pseudonym } of anew) expect(former).not.toContain(pseudonym);
  });

  test('nobody else sees that list, and nobody before it begins or after it ended', async () => {
    const emergencyId = await request();
    const list = (who: Principal) => refusalOf(ask(patientsInEmergency(emergencyId), again(who)));
    const other = await person(database.admin, 'super_admin');
    expect(await list(admin)).toBe('NOT_FOUND');
    await execute(approveEmergency, again(other), { emergencyId });
    expect(await list(admin)).toBeNull();
    for (const who of [other, manager, world.viewer, world.stranger, world.participant.patient])
      expect(await list(who)).toBe('NOT_FOUND');
    await execute(endEmergency, again(other), { emergencyId });
    expect(await list(admin)).toBe('NOT_FOUND');
  });

  test('the page of one is for super admins', async () => {
    const emergencyId = await begin();
    for (const who of [world.stranger, world.participant.patient])
      expect(await refusalOf(ask(emergencyOf(emergencyId), again(who)))).toBe('NOT_FOUND');
    expect(await ask(emergencyOf(emergencyId), again(admin))).toMatchObject({ isOwn: true });
    expect(await refusalOf(ask(emergencyOf('nothing'), again(admin)))).toBe('NOT_FOUND');
  });
});
