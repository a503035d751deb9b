import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { ask } from '@/lib/query';
import {
  again,
  insertStudy,
  managementWorld,
  recordedBy,
  refusalOf,
  type ManagementWorld,
} from './management-world';
import { homeOrganization, overviewOf } from './overview-queries';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

/** A patient of the organization who is in the study; `scope_request` has one kind of data in it. */
async function enroll(studyId: string, state: 'invited' | 'active'): Promise<string> {
  const [patientId, enrollmentId] = [randomUUID(), randomUUID()];
  const { organizationId } = world;
  await database.admin.query(`INSERT INTO patient (id, name) VALUES ($1, 'Somebody')`, [patientId]);
  await database.admin.query(
    'INSERT INTO patient_organization (patient_id, organization_id) VALUES ($1, $2)',
    [patientId, organizationId],
  );
  await database.admin.query(
    `INSERT INTO enrollment (id, study_id, patient_id, organization_id, state) VALUES ($1, $2, $3, $4, $5)`,
    [enrollmentId, studyId, patientId, organizationId, state],
  );
  return enrollmentId;
}

describe('the overview of an organization', () => {
  test('counts its own studies, patients and unanswered requests for everyone with a role', async () => {
    const studyId = await insertStudy(database.admin, world);
    await insertStudy(database.admin, world, 'draft');
    await enroll(studyId, 'invited');
    await enroll(studyId, 'active');
    const answered = await enroll(studyId, 'active');
    await database.admin.query(
      `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
       VALUES ($1, 1, 'declined', $2, 'patient', 1)`,
      [answered, world.patient.userId],
    );
    for (const role of ['viewer', 'member', 'manager', 'headManager'] as const) {
      const overview = await ask(overviewOf(world.organizationId), again(world[role]));
      expect(overview.organization).toMatchObject({
        id: world.organizationId,
        depth: 0,
        studies: 2,
        activeStudies: 1,
        patients: 3,
        waitingAnswers: 1,
        invitedPatients: 1,
      });
      expect(overview.mayReadAudit).toBe(role === 'manager' || role === 'headManager');
    }
    const above = await ask(overviewOf(world.parentId), again(world.headManager));
    expect(above.organization).toMatchObject({ studies: 0, patients: 0 });
    expect(above.below).toMatchObject([{ id: world.organizationId, depth: 1, studies: 2, patients: 3 }]);
    expect(await ask(homeOrganization, again(world.headManager))).toMatchObject({ id: world.organizationId });
    expect(await ask(homeOrganization, again(world.stranger))).toMatchObject({
      id: world.otherOrganizationId,
    });
    expect(await ask(homeOrganization, again(world.patient))).toBeNull();
  });

  test.each(['stranger', 'patient', 'superAdmin'] as const)('is no page for a %s, on record', async (who) => {
    const principal = again(world[who]);
    expect(await refusalOf(ask(overviewOf(world.organizationId), principal))).toBe('NOT_FOUND');
    expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([
      { action: 'access.refused', outcome: 'refused', operation: 'organization.overview' },
    ]);
  });

  test.each(['not-an-id', randomUUID()])('%s is no organization', async (id) => {
    expect(await refusalOf(ask(overviewOf(id), again(world.manager)))).toBe('NOT_FOUND');
  });
});
