import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertPatient,
  insertStudy,
  managementWorld,
  recordedBy,
  refusalOf,
  rowCounts,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { patientActivityOf } from './activity-queries';
import { enrollPatients, withdrawEnrollment } from './enrollment-commands';
import { changePatient } from './patient-commands';
import { patientList, patientOverviewOf, patientsOutsideOf } from './patient-queries';
import { ActivityFilter, PatientFilter } from './patient-schema';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

const mrn = (value: string) => ({ system: 'MRN', value });
const newPatient = (name?: string) => insertPatient(database.admin, world.organizationId, name);
const read = (patientId: string) =>
  ask(patientOverviewOf(world.organizationId, patientId), again(world.viewer));
const changed = async (patientId: string, more = {}, by = world.member) => {
  const { name, birthDate, email, identifiers } = await read(patientId);
  return execute(changePatient, again(by), {
    organizationId: world.organizationId,
    patientId,
    from: { name, birthDate, email, identifiers },
    name: 'Ada B.',
    ...more,
  });
};
const UNSEEN = { name: '', birthDate: null, email: null, identifiers: [] };
const REFUSED = [
  ['viewer', 'FORBIDDEN', 'role-permission'],
  ['stranger', 'NOT_FOUND', 'organization-membership'],
  ['patient', 'NOT_FOUND', 'user-type'],
  ['superAdmin', 'NOT_FOUND', 'user-type'],
] as const;

describe('the details of a patient', () => {
  test('are changed as a whole, by members and managers', async () => {
    const patientId = await newPatient();
    const details = { birthDate: '1915-12-10', email: 'ADA@example.org', identifiers: [mrn(randomUUID())] };
    await changed(patientId, details);
    expect(await read(patientId)).toMatchObject({ name: 'Ada B.', ...details, email: 'ada@example.org' });
    await changed(patientId);
    expect(await read(patientId)).toMatchObject({ birthDate: null, email: null, identifiers: [] });
  });

  test('the refused change nothing and are on record', async () => {
    const patientId = await newPatient();
    const before = await rowCounts(database.admin);
    for (const [who, code, layer] of REFUSED) {
      const by = again(world[who]);
      const input = { organizationId: world.organizationId, patientId, name: 'Other', from: UNSEEN };
      expect(await refusalOf(execute(changePatient, by, input))).toBe(code);
      expect(await recordedBy(database.admin, by.requestId)).toMatchObject([
        { layer, operation: 'patient.change' },
      ]);
    }
    const mixed = { organizationId: world.otherOrganizationId, patientId, name: 'Mixed', from: UNSEEN };
    for (const by of [world.stranger, world.manager])
      expect(await refusalOf(execute(changePatient, again(by), mixed))).toBe('NOT_FOUND');
    expect(await rowCounts(database.admin)).toEqual(before);
  });

  test('an identifier stays with whom it belongs to, and that of another organization is left alone', async () => {
    const [one, two] = [await newPatient(), await newPatient()];
    const number = randomUUID();
    await changed(one, { identifiers: [mrn(number)] });
    await expect(changed(two, { identifiers: [mrn(number)] })).rejects.toMatchObject({
      code: 'CONFLICT',
      fields: { identifiers: [expect.any(String)] },
    });
    const other = world.otherOrganizationId;
    await database.admin.query('INSERT INTO patient_organization VALUES ($1, $2)', [one, other]);
    await database.admin.query(
      `INSERT INTO patient_identifier (patient_id, organization_id, system, value) VALUES ($1, $2, 'MRN', 'theirs')`,
      [one, other],
    );
    await changed(one, { identifiers: [] });
    const { rows } = await database.admin.query(
      'SELECT value FROM patient_identifier WHERE patient_id = $1',
      [one],
    );
    expect(rows).toEqual([{ value: 'theirs' }]);
  });
});

describe('two who change a patient', () => {
  const from = { name: 'Ada Example', birthDate: null, email: null, identifiers: [] };
  const change = (patientId: string, by: typeof world.member, to: object) =>
    execute(changePatient, again(by), {
      organizationId: world.organizationId,
      patientId,
      from,
      ...from,
      ...to,
    });

  test('the second learns what the first wrote, field by field, and nothing of it is lost', async () => {
    const patientId = await newPatient();
    const first = { name: 'Ada Lovelace', birthDate: '1915-12-10', identifiers: [mrn('7'), mrn('5')] };
    await change(patientId, world.member, first);
    await expect(change(patientId, world.manager, { email: 'ada@example.org' })).rejects.toMatchObject({
      code: 'CONFLICT',
      fields: {
        name: ['It is now “Ada Lovelace”.'],
        birthDate: ['It is now “1915-12-10”.'],
        identifiers: ['It is now “MRN 5, MRN 7”.'],
      },
    });
    expect(await read(patientId)).toMatchObject({ name: 'Ada Lovelace', email: null });
    await changed(patientId, { name: 'Ada L.' });
    await expect(change(patientId, world.manager, {})).rejects.toMatchObject({
      fields: { name: ['It is now “Ada L.”.'] },
    });
  });

  test('at the same moment: one is saved, the others learn of it', async () => {
    const patientId = await newPatient();
    const names = ['One', 'Two', 'Three', 'Four'];
    const results = await Promise.allSettled(names.map((name) => change(patientId, world.member, { name })));
    const saved = names.filter((_, place) => results[place]?.status === 'fulfilled');
    expect(saved).toHaveLength(1);
    expect((await read(patientId)).name).toBe(saved[0]);
    for (const result of results.filter(({ status }) => status === 'rejected'))
      expect(result).toMatchObject({
        reason: { code: 'CONFLICT', fields: { name: [`It is now “${saved[0]}”.`] } },
      });
  });

  test('the second waits for a first that is not done, and then learns of it', async () => {
    const patientId = await newPatient();
    const first = await database.admin.connect();
    await first.query('BEGIN');
    await first.query(`UPDATE patient SET name = 'First' WHERE id = $1`, [patientId]);
    const second = change(patientId, world.manager, { name: 'Second' }).catch((error: unknown) => error);
    await expect
      .poll(async () => {
        const { rows } = await database.admin.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        );
        return rows[0]?.n;
      })
      .toBe(1);
    await first.query('COMMIT');
    first.release();
    expect(await second).toMatchObject({ code: 'CONFLICT', fields: { name: ['It is now “First”.'] } });
    expect((await read(patientId)).name).toBe('First');
  });

  test('saying the same again is no conflict', async () => {
    const patientId = await newPatient();
    await change(patientId, world.member, {});
    await change(patientId, world.manager, { email: 'ada@example.org' });
    expect((await read(patientId)).email).toBe('ada@example.org');
  });
});

describe('adding several to a study', () => {
  const add = (studyId: string, patientIds: string[], by = world.member) =>
    execute(enrollPatients, again(by), { studyId, patientIds });

  test('enrolls whoever is not in it, once, each on record', async () => {
    const studyId = await insertStudy(database.admin, world);
    const ids = await Promise.all([newPatient(), newPatient(), newPatient()]);
    await add(studyId, ids.slice(0, 1));
    const by = again(world.member);
    const { enrolled, already } = await execute(enrollPatients, by, {
      studyId,
      patientIds: [...ids, ids[1]],
    });
    expect(enrolled.map(({ patientId }) => patientId).toSorted()).toEqual(ids.slice(1).toSorted());
    expect(already).toBe(1);
    expect(await recordedBy(database.admin, by.requestId)).toHaveLength(2);
    expect(await refusalOf(add(studyId, ids))).toBe('CONFLICT');
    await execute(withdrawEnrollment, again(world.member), { enrollmentId: enrolled[0]!.enrollmentId });
    expect((await add(studyId, ids)).enrolled).toEqual([enrolled[0]]);
  });

  test('two at the same moment add each patient once', async () => {
    const studyId = await insertStudy(database.admin, world);
    const ids = await Promise.all(Array.from({ length: 8 }, () => newPatient()));
    const both = await Promise.allSettled([add(studyId, ids), add(studyId, ids.toReversed())]);
    const made = both.flatMap((one) => (one.status === 'fulfilled' ? one.value.enrolled : []));
    expect(made).toHaveLength(8);
    for (const one of both)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' });
  });

  test('one patient of another organization and nobody is added', async () => {
    const studyId = await insertStudy(database.admin, world);
    const own = await newPatient();
    const foreign = await insertPatient(database.admin, world.otherOrganizationId);
    const before = await rowCounts(database.admin);
    for (const ids of [[own, foreign], [foreign], [own, randomUUID()]])
      expect(await refusalOf(add(studyId, ids))).toBe('NOT_FOUND');
    for (const [who, code] of REFUSED) expect(await refusalOf(add(studyId, [own], world[who]))).toBe(code);
    expect(await rowCounts(database.admin)).toEqual(before);
  });

  test('only an open study takes people', async () => {
    const draft = await insertStudy(database.admin, world, 'draft');
    expect(await refusalOf(add(draft, [await newPatient()]))).toBe('CONFLICT');
  });
});

describe('lists', () => {
  test('of a study, of none, and of whoever is outside of one', async () => {
    const studyId = await insertStudy(database.admin, world);
    const [inside, outside] = [await newPatient(`In ${studyId}`), await newPatient(`Out ${studyId}`)];
    await execute(enrollPatients, again(world.member), { studyId, patientIds: [inside] });
    const idsOf = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id);
    const list = async (filter: object) =>
      idsOf(
        await ask(
          patientList(world.organizationId, PatientFilter.parse({ q: studyId, ...filter })),
          again(world.viewer),
        ),
      );
    expect(await list({ study: studyId })).toEqual([inside]);
    expect(await list({ study: 'none' })).toEqual([outside]);
    expect(await list({ study: 'nonsense' })).toHaveLength(2);
    const around = patientsOutsideOf(world.organizationId, studyId, PatientFilter.parse({ q: studyId }));
    expect(idsOf(await ask(around, again(world.member)))).toEqual([outside]);
    expect(await refusalOf(ask(around, again(world.viewer)))).toBe('FORBIDDEN');
    expect(await refusalOf(ask(around, again(world.stranger)))).toBe('NOT_FOUND');
  });

  test('the activity of a patient is for managers, and of one person when asked', async () => {
    const patientId = await newPatient();
    await changed(patientId);
    const activity = (filter: object, by = world.manager) =>
      ask(patientActivityOf(world.organizationId, patientId, ActivityFilter.parse(filter)), again(by));
    const actions = async (filter: object) => (await activity(filter)).events.map(({ action }) => action);
    expect(await actions({})).toEqual(['patient.changed', 'patient.viewed']);
    expect(await actions({ person: world.viewer.userId })).toEqual(['patient.viewed']);
    for (const [who, code] of [
      ['member', 'FORBIDDEN'],
      ['viewer', 'FORBIDDEN'],
      ['stranger', 'NOT_FOUND'],
    ] as const)
      expect(await refusalOf(activity({}, world[who]))).toBe(code);
  });
});
