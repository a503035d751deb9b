import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertEnrollment,
  insertPatient,
  insertStudy,
  managementWorld,
  recordedBy,
  refusalOf,
  rowCounts,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { enrollPatient, withdrawEnrollment } from './enrollment-commands';
import { PATIENT_SORTS } from './patient';
import { createPatient } from './patient-commands';
import { patientList, patientOverviewOf, studyPatientsOf } from './patient-queries';
import { PatientFilter } from './patient-schema';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

const REFUSED = [
  ['viewer', 'FORBIDDEN', 'role-permission'],
  ['stranger', 'NOT_FOUND', 'organization-membership'],
  ['patient', 'NOT_FOUND', 'user-type'],
  ['superAdmin', 'NOT_FOUND', 'user-type'],
] as const;

const named = (name: string) => ({ organizationId: world.organizationId, name });

describe('patients', () => {
  test('members and managers create them; the refused change nothing and are on record', async () => {
    const before = await rowCounts(database.admin);
    for (const [who, code, layer] of REFUSED) {
      const principal = again(world[who]);
      expect(await refusalOf(execute(createPatient, principal, named(randomUUID())))).toBe(code);
      expect(await recordedBy(database.admin, principal.requestId)).toEqual([
        { action: 'access.refused', outcome: 'refused', layer, operation: 'patient.create' },
      ]);
    }
    expect(await rowCounts(database.admin)).toEqual(before);
    for (const who of ['member', 'manager', 'headManager'] as const) {
      const principal = again(world[who]);
      const made = await execute(createPatient, principal, named(randomUUID()));
      expect(made.outcome).toBe('created');
      expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([
        { action: 'patient.created', outcome: 'success' },
      ]);
    }
  });

  test('somebody alike is shown first, and made on a second word', async () => {
    const email = `${randomUUID()}@example.org`;
    const grace = { ...named('Grace Hopper'), birthDate: '1906-12-09', email };
    const first = await execute(createPatient, again(world.member), grace);
    const alike = [
      { ...named('grace hopper') },
      { ...named('G. Hopper'), email: email.toUpperCase() },
      { ...named('GRACE HOPPER'), birthDate: '1906-12-09' },
    ];
    for (const input of alike)
      expect(await execute(createPatient, again(world.member), input)).toMatchObject({
        outcome: 'possible-duplicates',
        duplicates: [{ id: first.outcome === 'created' && first.id, birthDate: '1906-12-09' }],
      });
    const other = { ...named('Grace Hopper'), birthDate: '1990-01-01' };
    expect(await execute(createPatient, again(world.member), other)).toMatchObject({ outcome: 'created' });
    const sure = { ...grace, isKnownToBeNew: true };
    expect(await execute(createPatient, again(world.member), sure)).toMatchObject({ outcome: 'created' });
  });

  test('patients of other organizations are no duplicates, and are never shown', async () => {
    const name = `Only ${randomUUID()}`;
    await insertPatient(database.admin, world.otherOrganizationId, name);
    expect(await execute(createPatient, again(world.member), named(name))).toMatchObject({
      outcome: 'created',
    });
  });

  test('an identifier belongs to one patient of an organization', async () => {
    const identifiers = [{ system: 'MRN', value: randomUUID() }];
    const input = { ...named(randomUUID()), identifiers };
    await execute(createPatient, again(world.member), input);
    const second = { ...named(randomUUID()), identifiers, isKnownToBeNew: true };
    await expect(execute(createPatient, again(world.member), second)).rejects.toMatchObject({
      code: 'CONFLICT',
      fields: { identifiers: [expect.any(String)] },
    });
    const elsewhere = { ...second, organizationId: world.otherOrganizationId };
    expect(await execute(createPatient, again(world.stranger), elsewhere)).toMatchObject({
      outcome: 'created',
    });
  });

  test('a birth date that cannot be is an error at its field', async () => {
    for (const birthDate of ['2999-01-01', '1701-01-01', '1990-02-31', 'yesterday'])
      await expect(
        execute(createPatient, again(world.member), { ...named('A'), birthDate }),
      ).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: { birthDate: [expect.any(String)] } });
  });
});

describe('lists', () => {
  test('paging visits everybody once, in every order, also with equal names and odd ones', async () => {
    const fresh = await managementWorld(database.admin);
    const names = Array.from({ length: 120 }, (_, n) => ['Ann', 'ångström', 'محمد', 'Zoë', `P${n}`][n % 5]!);
    for (const name of names) await insertPatient(database.admin, fresh.organizationId, name);
    for (const sort of PATIENT_SORTS)
      for (const direction of ['asc', 'desc'] as const) {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const filter: PatientFilter = { q: '', study: null, sort, direction, after };
          const page: Awaited<ReturnType<typeof listed>> = await listed(fresh, filter);
          seen.push(...page.rows.map(({ id }) => id));
          expect(page.total).toBe(120);
          after = page.nextCursor;
        } while (after);
        expect(new Set(seen).size).toBe(120);
        expect(seen).toHaveLength(120);
      }
  });

  const listed = ({ organizationId, viewer }: ManagementWorld, filter: PatientFilter) =>
    ask(patientList(organizationId, filter), again(viewer));
  const search = async (q: string) =>
    (await listed(world, PatientFilter.parse({ q }))).rows.map(({ name }) => name);

  test('search finds names, addresses and identifiers; what is typed is no pattern', async () => {
    const value = randomUUID();
    await execute(createPatient, again(world.member), {
      ...named('100%_Real\\Name'),
      email: `${value}@example.org`,
      identifiers: [{ system: 'MRN', value: `mrn-${value}` }],
    });
    for (const q of ['100%_real\\', value, `MRN-${value.toUpperCase()}`])
      expect(await search(q)).toEqual(['100%_Real\\Name']);
    expect(await search('100__')).toEqual([]);
    expect(await search('%')).toEqual(['100%_Real\\Name']);
  });

  test('an address of the list with nonsense in it is the list', async () => {
    const filter = PatientFilter.parse({ q: 7, sort: 'height', direction: 'up', after: 'xxx' });
    expect((await listed(world, filter)).rows.length).toBeGreaterThan(0);
  });

  test('strangers, patients and super admins get none; reading is on record', async () => {
    const query = patientList(world.organizationId, PatientFilter.parse({}));
    for (const who of ['stranger', 'patient', 'superAdmin'] as const)
      expect(await refusalOf(ask(query, again(world[who])))).toBe('NOT_FOUND');
    const viewer = again(world.viewer);
    await ask(query, viewer);
    expect(await recordedBy(database.admin, viewer.requestId)).toMatchObject([{ action: 'patient.viewed' }]);
  });

  test('a patient is shown as this organization knows them, and only by its own path', async () => {
    const patientId = await insertPatient(database.admin, world.organizationId, 'Shared Person');
    await database.admin.query('INSERT INTO patient_organization VALUES ($1, $2)', [
      patientId,
      world.otherOrganizationId,
    ]);
    const theirs = await insertStudy(database.admin, {
      ...world,
      organizationId: world.otherOrganizationId,
      manager: world.stranger,
    });
    await insertEnrollment(database.admin, theirs, patientId, 'active');
    const overview = (organizationId: string, by: Principal) =>
      ask(patientOverviewOf(organizationId, patientId), again(by));
    expect((await overview(world.organizationId, world.viewer)).enrollments).toEqual([]);
    expect((await overview(world.otherOrganizationId, world.stranger)).enrollments).toHaveLength(1);
    expect(await refusalOf(overview(world.organizationId, world.stranger))).toBe('NOT_FOUND');
    expect(await refusalOf(overview(world.parentId, world.headManager))).toBe('NOT_FOUND');
    expect(await refusalOf(overview('x', world.viewer))).toBe('NOT_FOUND');
  });
});

describe('enrollments', () => {
  test('members enroll patients of the study’s own organization, once', async () => {
    const studyId = await insertStudy(database.admin, world);
    const patientId = await insertPatient(database.admin, world.organizationId);
    const before = await rowCounts(database.admin);
    for (const [who, code, layer] of REFUSED) {
      const principal = again(world[who]);
      expect(await refusalOf(execute(enrollPatient, principal, { studyId, patientId }))).toBe(code);
      expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([
        { layer, operation: 'enrollment.create' },
      ]);
    }
    expect(await rowCounts(database.admin)).toEqual(before);
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => refusalOf(execute(enrollPatient, again(world.member), { studyId, patientId }))),
    );
    expect(outcomes.filter((code) => code === null)).toHaveLength(1);
    expect(outcomes.filter((code) => code === 'CONFLICT')).toHaveLength(2);
    const theirs = await insertPatient(database.admin, world.otherOrganizationId);
    const foreign = execute(enrollPatient, again(world.manager), { studyId, patientId: theirs });
    expect(await refusalOf(foreign)).toBe('NOT_FOUND');
    const rows = await ask(studyPatientsOf(world.organizationId, studyId), again(world.viewer));
    expect(rows).toMatchObject([{ patientId, state: 'invited', hasDataGroup: false, invitation: null }]);
  });

  test('only an open study takes people', async () => {
    const studyId = await insertStudy(database.admin, world, 'draft');
    const patientId = await insertPatient(database.admin, world.organizationId);
    const member = again(world.member);
    expect(await refusalOf(execute(enrollPatient, member, { studyId, patientId }))).toBe('CONFLICT');
    expect(await recordedBy(database.admin, member.requestId)).toMatchObject([{ layer: 'study-enrollment' }]);
  });

  test('withdrawn people can be invited again, in the same enrollment', async () => {
    const studyId = await insertStudy(database.admin, world);
    const patientId = await insertPatient(database.admin, world.organizationId);
    const { enrollmentId } = await execute(enrollPatient, again(world.member), { studyId, patientId });
    expect(await refusalOf(execute(withdrawEnrollment, again(world.viewer), { enrollmentId }))).toBe(
      'FORBIDDEN',
    );
    expect(await refusalOf(execute(withdrawEnrollment, again(world.stranger), { enrollmentId }))).toBe(
      'NOT_FOUND',
    );
    await execute(withdrawEnrollment, again(world.member), { enrollmentId });
    expect(await refusalOf(execute(withdrawEnrollment, again(world.member), { enrollmentId }))).toBe(
      'CONFLICT',
    );
    const second = await execute(enrollPatient, again(world.member), { studyId, patientId });
    expect(second.enrollmentId).toBe(enrollmentId);
  });
});
