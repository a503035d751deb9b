import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertOrganization,
  managementWorld,
  recordedBy,
  refusalOf,
  rowCounts,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { importPatients } from './import-commands';
import type { ImportPatients } from './import-schema';
import { createPatient } from './patient-commands';
import { MOST_ROWS } from './patient-file';

let database: TestDatabase;
let world: ManagementWorld;
let organizationId: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
beforeEach(async () => {
  organizationId = await insertOrganization(database.admin, world.organizationId);
});
afterAll(() => database.close());

const EMPTY = { birthDate: '', email: '', system: '', value: '' };
const row = (line: number, name: string, more = {}) => ({ line, name, ...EMPTY, ...more });
const send = (rows: ImportPatients['rows'], more: Partial<ImportPatients> = {}, by = world.member) =>
  execute(importPatients, again(by), { organizationId, rows, isDryRun: false, alike: 'skip', ...more });
const patientsHere = async () => {
  const { rows } = await database.admin.query<{ name: string }>(
    `SELECT p.name || coalesce(' ' || p.birth_date, '') || coalesce(' ' || p.email, '')
            || coalesce((SELECT string_agg(' ' || i.system || ' ' || i.value, '') FROM patient_identifier i WHERE i.patient_id = p.id), '') AS name
       FROM patient p JOIN patient_organization po ON po.patient_id = p.id WHERE po.organization_id = $1 ORDER BY p.name`,
    [organizationId],
  );
  return rows.map(({ name }) => name);
};

describe('an import', () => {
  test('stores every row with one event each, by the rules of the form', async () => {
    const by = again(world.member);
    const rows = [
      row(2, ' Ada Lovelace ', { birthDate: '1915-12-10', email: 'ADA@example.org', value: '7' }),
      row(3, 'Grace Hopper', { system: 'NHS', value: '8' }),
    ];
    const done = await execute(importPatients, by, { organizationId, rows, isDryRun: false, alike: 'skip' });
    expect(done).toEqual({ problems: [], alike: [], created: 2, isStored: true });
    expect(await patientsHere()).toEqual([
      'Ada Lovelace 1915-12-10 ada@example.org MRN 7',
      'Grace Hopper NHS 8',
    ]);
    expect((await recordedBy(database.admin, by.requestId)).map(({ action }) => action)).toEqual([
      'patient.created',
      'patient.created',
    ]);
  });

  test('a dry run says the same and stores nothing', async () => {
    const by = again(world.member);
    const before = await rowCounts(database.admin);
    const input = { organizationId, rows: [row(2, 'Ada')], isDryRun: true, alike: 'skip' as const };
    expect(await execute(importPatients, by, input)).toMatchObject({ created: 1, isStored: false });
    expect(await rowCounts(database.admin)).toEqual(before);
    expect(await recordedBy(database.admin, by.requestId)).toMatchObject([{ action: 'patient.viewed' }]);
  });

  test('one row that cannot be keeps all of them out, and every problem has its line', async () => {
    await send([row(2, 'Known', { value: '1' })]);
    const before = await rowCounts(database.admin);
    const { problems, isStored } = await send([
      row(2, 'Good'),
      row(3, ''),
      row(4, 'Bad day', { birthDate: '31.12.1990' }),
      row(5, 'Tomorrow', { birthDate: '2999-01-01' }),
      row(6, 'No mail', { email: 'nobody' }),
      row(7, 'Long', { value: 'x'.repeat(201) }),
      row(8, 'Taken', { value: '1' }),
      row(9, 'First', { value: '2' }),
      row(10, 'Second', { value: '2' }),
      row(11, 'First', { value: '2' }),
    ]);
    expect(isStored).toBe(false);
    expect(problems.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '3 name',
      '4 birthDate',
      '5 birthDate',
      '6 email',
      '7 value',
      '8 value',
      '10 value',
      '11 value',
    ]);
    expect(problems.find(({ line }) => line === 10)?.message).toBe('The same as in line 9.');
    expect(await rowCounts(database.admin)).toEqual(before);
  });

  test('somebody alike is left out or made, as was chosen; who it is stays untold', async () => {
    const grace = {
      organizationId,
      name: 'Grace Hopper',
      birthDate: '1906-12-09',
      email: 'grace@example.org',
    };
    await execute(createPatient, again(world.member), grace);
    const rows = [
      row(2, 'GRACE HOPPER'),
      row(3, 'Grace Hopper', { birthDate: '1990-01-01' }),
      row(4, 'G. H.', { email: 'grace@example.org' }),
    ];
    const looked = await send(rows, { isDryRun: true });
    expect(looked).toEqual({ problems: [], alike: [2, 4], created: 1, isStored: false });
    expect(JSON.stringify(looked)).not.toContain('Hopper');
    expect(await send(rows)).toMatchObject({ created: 1, isStored: true });
    expect(await send(rows.slice(2), { alike: 'create' })).toMatchObject({ created: 1, isStored: true });
    expect(await patientsHere()).toHaveLength(3);
  });

  test('patients and identifiers of another organization say nothing here', async () => {
    const elsewhere = {
      organizationId: world.otherOrganizationId,
      name: 'Secret',
      email: 'secret@example.org',
    };
    await execute(createPatient, again(world.stranger), {
      ...elsewhere,
      identifiers: [{ system: 'MRN', value: '99' }],
    });
    const rows = [row(2, 'Secret', { email: 'secret@example.org', value: '99' })];
    expect(await send(rows)).toEqual({ problems: [], alike: [], created: 1, isStored: true });
  });

  test('as many as may be, in one go; one more is refused', async () => {
    const many = Array.from({ length: MOST_ROWS }, (_, n) =>
      row(n + 2, `Patient ${n}`, { value: String(n) }),
    );
    const by = again(world.member);
    const done = await execute(importPatients, by, {
      organizationId,
      rows: many,
      isDryRun: false,
      alike: 'skip',
    });
    expect(done).toMatchObject({ created: MOST_ROWS, isStored: true });
    expect(await recordedBy(database.admin, by.requestId)).toHaveLength(MOST_ROWS);
    expect(await refusalOf(send([...many, row(1, 'One more')]))).toBe('INVALID_INPUT');
  });

  test('what looks like a formula, a script or SQL is a name like any other', async () => {
    const names = ['=1+1', `<script>alert(1)</script>`, `Robert'); DROP TABLE patient;--`];
    await send(names.map((name, n) => row(n + 2, name)));
    expect(await patientsHere()).toEqual(names.toSorted());
  });

  test('viewers and strangers import nothing, and are on record', async () => {
    for (const [who, code] of [
      ['viewer', 'FORBIDDEN'],
      ['stranger', 'NOT_FOUND'],
      ['patient', 'NOT_FOUND'],
    ] as const) {
      const by = again(world[who]);
      const input = { organizationId, rows: [row(2, randomUUID())], isDryRun: true, alike: 'skip' as const };
      expect(await refusalOf(execute(importPatients, by, input))).toBe(code);
      expect(await recordedBy(database.admin, by.requestId)).toMatchObject([{ action: 'access.refused' }]);
    }
  });
});
