import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { NIL } from '@/lib/db/transaction';
import {
  again,
  insertPatient,
  insertStudy,
  managementWorld,
  refusalOf,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { append, someEvent } from './audit-world';
import { viewsOfMyDataQuery } from './view-queries';

let database: TestDatabase;
let world: ManagementWorld;
let patientId: string;
let studyId: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
  patientId = await insertPatient(database.admin, world.organizationId);
  studyId = await insertStudy(database.admin, world);
  const someoneElse = await insertPatient(database.admin, world.organizationId);
  await database.admin.query('UPDATE patient SET user_id = $2 WHERE id = $1', [
    patientId,
    world.patient.userId,
  ]);
  const write = (more: Record<string, unknown>) =>
    append(
      database.admin,
      someEvent(world.organizationId, {
        actor: world.viewer.userId,
        patient: patientId,
        study: studyId,
        ...more,
      }),
    );
  await write({ scopes: [1, 2], n: 288 });
  await write({ outcome: 'refused', layer: 'consent', n: null });
  await write({ action: 'observations.exported', purpose: 'research', n: 3 });
  await write({ action: 'patient.viewed' });
  await write({ actor: world.patient.userId, actorKind: 'patient' });
  await write({ patient: someoneElse });
});
afterAll(() => database.close());

test('a patient sees who opened, exported or tried to open their data, and nothing else', async () => {
  const { views, next } = await ask(viewsOfMyDataQuery(), again(world.patient));
  expect(next).toBeNull();
  expect(views.map(({ kind, outcome, count, purpose }) => ({ kind, outcome, count, purpose }))).toEqual([
    { kind: 'exported', outcome: 'success', count: 3, purpose: 'research' },
    { kind: 'opened', outcome: 'refused', count: 0, purpose: null },
    { kind: 'opened', outcome: 'success', count: 288, purpose: null },
  ]);
  const [, , first] = views;
  expect(first).toMatchObject({
    viewer: { id: world.viewer.userId, name: `Person ${world.viewer.userId}`, role: 'viewer' },
    organization: { id: world.organizationId, name: `Org ${world.organizationId}` },
    study: { id: studyId, name: `Study ${studyId}` },
  });
  expect(first?.scopes.map(({ id }) => id)).toEqual([1, 2]);
  for (const { en, es } of first?.scopes ?? [])
    expect([en.length, es.length].every((length) => length > 2)).toBe(true);
  expect(JSON.stringify(views)).not.toMatch(/session|request|address/i);
});

test('looking is on record, in the installation’s own log', async () => {
  const patient = again(world.patient);
  await ask(viewsOfMyDataQuery(), patient);
  const { rows } = await database.admin.query(
    'SELECT action, outcome, n, organization_id, patient_ref IS NOT NULL AS of_patient FROM audit.event WHERE request_id = $1',
    [patient.requestId],
  );
  expect(rows).toEqual([
    { action: 'views.read', outcome: 'success', n: 3, organization_id: NIL, of_patient: true },
  ]);
});

test('pages follow one another', async () => {
  const other = await insertPatient(database.admin, world.organizationId);
  await database.admin.query('UPDATE patient SET user_id = NULL WHERE id = $1', [patientId]);
  await database.admin.query('UPDATE patient SET user_id = $2 WHERE id = $1', [other, world.patient.userId]);
  for (let view = 0; view < 61; view++)
    await append(database.admin, someEvent(world.organizationId, { patient: other }));
  const first = await ask(viewsOfMyDataQuery(), again(world.patient));
  const second = await ask(viewsOfMyDataQuery(first.next ?? ''), again(world.patient));
  expect([first.views.length, second.views.length, second.next]).toEqual([50, 11, null]);
  expect(new Set([...first.views, ...second.views].map(({ id }) => id)).size).toBe(61);
  expect((await ask(viewsOfMyDataQuery('not a cursor'), again(world.patient))).views).toHaveLength(50);
});

test.each(['manager', 'viewer', 'superAdmin'] as const)('a %s has no such page', async (who) => {
  const principal = again(world[who]);
  expect(await refusalOf(ask(viewsOfMyDataQuery(), principal))).toBe('NOT_FOUND');
  const { rows } = await database.admin.query(
    'SELECT action, outcome FROM audit.event WHERE request_id = $1',
    [principal.requestId],
  );
  expect(rows).toEqual([{ action: 'access.refused', outcome: 'refused' }]);
});

test('the database tells nobody about another patient', async () => {
  const client = await database.admin.connect();
  for (const userId of [world.manager.userId, world.viewer.userId, randomUUID()]) {
    await client.query(`SELECT set_config('app.user_id', $1, false)`, [userId]);
    expect(
      (await client.query('SELECT * FROM audit.views_of($1, NULL, NULL, 10)', [patientId])).rowCount,
    ).toBe(0);
  }
  client.release(true);
});
