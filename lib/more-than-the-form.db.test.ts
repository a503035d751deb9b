import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeMailPreference } from '@/lib/accounts/account-commands';
import { execute } from '@/lib/command';
import { answerRequest, recordOnBehalf } from '@/lib/consents/consent-commands';
import { startSharing } from '@/lib/consents/sharing-commands';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { GLUCOSE } from '@/lib/observations/test-world';
import { changeRole } from '@/lib/organizations/membership-commands';
import {
  again,
  insertEnrollment,
  insertPatient,
  insertPerson,
  insertStudy,
  managementWorld,
  refusalOf,
  rowCounts,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { changePatient, createPatient } from '@/lib/patients/patient-commands';
import { addScopeRequest, changeScopeRequest } from '@/lib/studies/scope-request-commands';
import { changeStudy, createStudy } from '@/lib/studies/study-commands';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

/** What somebody might post beside the fields of a form, in both spellings. */
const more = () => ({
  id: randomUUID(),
  role: 'manager',
  userType: 'super_admin',
  user_type: 'super_admin',
  isSuperAdmin: true,
  is_super_admin: true,
  userId: world.stranger.userId,
  user_id: world.stranger.userId,
  organization_id: world.otherOrganizationId,
  state: 'archived',
  version: 9,
  contentMode: 'open',
  content_mode: 'open',
  createdBy: world.stranger.userId,
  created_by: world.stranger.userId,
  createdAt: '2001-01-01T00:00:00Z',
  removedAt: '2001-01-01T00:00:00Z',
  archivedAt: '2001-01-01T00:00:00Z',
  retentionUntil: '2001-01-01',
});

const row = async (table: 'study' | 'patient' | 'scope_request' | 'membership', id: string) => {
  const { rows } = await database.admin.query<Record<string, unknown>>(
    `SELECT * FROM ${table} WHERE id = $1`,
    [id],
  );
  return rows[0];
};

describe('fields that no form shows change nothing', () => {
  test('of a study, made or changed', async () => {
    const { organizationId } = world;
    const { id } = await execute(createStudy, again(world.manager), {
      ...more(),
      organizationId,
      name: 'Made with more',
    });
    const made = await row('study', id);
    expect(made).toMatchObject({
      organization_id: organizationId,
      state: 'draft',
      content_mode: 'sealed',
      created_by: world.manager.userId,
      retention_until: null,
    });
    const changed = { ...more(), organizationId: world.otherOrganizationId, studyId: id, name: 'Changed' };
    await execute(changeStudy, again(world.manager), changed);
    expect(await row('study', id)).toEqual({ ...made, name: 'Changed' });
  });

  test('of what a study asks for', async () => {
    const studyId = await insertStudy(database.admin, world, 'draft');
    const asked = { studyId, scopeCode: 'omh:heart-rate:2.0', reason: 'To learn.' };
    const { id } = await execute(addScopeRequest, again(world.manager), { ...more(), ...asked });
    const made = await row('scope_request', id);
    expect(made).toMatchObject({ study_id: studyId, version: 1, required: false, removed_at: null });
    expect(made?.['created_at']).not.toEqual(new Date('2001-01-01T00:00:00Z'));
    const input = { ...more(), ...asked, reason: 'Another.', isRequired: true };
    await execute(changeScopeRequest, again(world.manager), input);
    expect(await row('scope_request', id)).toEqual({ ...made, reason: 'Another.', required: true });
  });

  test('of a role that is changed', async () => {
    const { organizationId } = world;
    const colleague = await insertPerson(database.admin, 'practitioner', { organizationId, role: 'viewer' });
    const of = await database.admin.query<Record<string, unknown>>(
      'SELECT * FROM membership WHERE user_id = $1',
      [colleague.userId],
    );
    const membershipId = String(of.rows[0]?.['id']);
    const extra = { ...more(), organizationId: world.otherOrganizationId, endsAt: null };
    await execute(changeRole, again(world.manager), { ...extra, membershipId, role: 'member' });
    expect(await row('membership', membershipId)).toEqual({ ...of.rows[0], role: 'member' });
  });

  test('of a patient, made or changed', async () => {
    const { organizationId } = world;
    const posted = { ...more(), organizationId, name: 'Made with more', isKnownToBeNew: true };
    const answer = await execute(createPatient, again(world.member), posted);
    if (answer.outcome !== 'created') throw new Error(answer.outcome);
    const made = await row('patient', answer.id);
    expect(made).toMatchObject({ name: 'Made with more', user_id: null });
    const { rows } = await database.admin.query(
      'SELECT organization_id FROM patient_organization WHERE patient_id = $1',
      [answer.id],
    );
    expect(rows).toEqual([{ organization_id: organizationId }]);
    const from = { name: 'Made with more', birthDate: null, email: null, identifiers: [] };
    const input = { ...more(), organizationId, patientId: answer.id, name: 'Changed', from };
    await execute(changePatient, again(world.member), input);
    expect(await row('patient', answer.id)).toEqual({ ...made, name: 'Changed' });
  });
});

describe('fields that no form shows are refused, and nothing is stored', () => {
  test('with an answer of a patient, a record on behalf, a start and a preference', async () => {
    const patientId = await insertPatient(database.admin, world.organizationId);
    await database.admin.query('UPDATE patient SET user_id = $2 WHERE id = $1', [
      patientId,
      world.patient.userId,
    ]);
    const studyId = await insertStudy(database.admin, world);
    const enrollmentId = await insertEnrollment(database.admin, studyId, patientId, 'active');
    const scope = GLUCOSE.code;
    const answers = [{ scope, answer: 'share' as const }];
    const own = { enrollmentId, informationVersion: 0, answers };
    const said = { answer: 'decline', method: 'paper', spokenAt: '2026-01-02T10:00:00Z' } as const;
    const onBehalf = { enrollmentId, scope, informationVersion: 0, ...said };
    const before = await rowCounts(database.admin);
    for (const extra of [
      { decidedBy: world.stranger.userId },
      { decidedAs: 'patient' },
      { decidedAt: '2001-01-01T00:00:00Z' },
      { patientId },
      { decision: 'granted' },
    ]) {
      for (const work of [
        execute(answerRequest, again(world.patient), { ...own, ...extra }),
        execute(answerRequest, again(world.patient), { ...own, answers: [{ ...answers[0]!, ...extra }] }),
        execute(startSharing, again(world.patient), { enrollmentId, scope, informationVersion: 0, ...extra }),
        execute(recordOnBehalf, again(world.member), { ...onBehalf, ...extra }),
      ])
        expect(await refusalOf(work), JSON.stringify(extra)).toBe('INVALID_INPUT');
    }
    const preference = { kind: 'role-change', wants: false, userId: world.manager.userId } as const;
    expect(await refusalOf(execute(changeMailPreference, again(world.patient), preference))).toBe(
      'INVALID_INPUT',
    );
    const { rowCount } = await database.admin.query('SELECT FROM consent_decision');
    expect(rowCount).toBe(0);
    expect(await rowCounts(database.admin)).toEqual(before);
    // Without them each is what a form posts.
    await execute(recordOnBehalf, again(world.member), onBehalf);
    await execute(answerRequest, again(world.patient), own);
  });
});
