import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertStudy,
  managementWorld,
  recordedBy,
  refusalOf,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { MOST_HITS } from './search';
import { organizationSearch, patientSearch, personSearch, searchByName, studySearch } from './search-queries';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

async function insertPatient(name: string, organizationId: string): Promise<string> {
  const id = randomUUID();
  await database.admin.query('INSERT INTO patient (id, name) VALUES ($1, $2)', [id, name]);
  await database.admin.query(
    'INSERT INTO patient_organization (patient_id, organization_id) VALUES ($1, $2)',
    [id, organizationId],
  );
  return id;
}

const rename = (principal: Principal, name: string) =>
  database.admin.query('UPDATE user_account SET name = $2 WHERE id = $1', [principal.userId, name]);

describe('patients by name', () => {
  test('those of the organization only, and the search is on record', async () => {
    const mine = await insertPatient('Zoë Quill', world.organizationId);
    await insertPatient('Zoë Quillfeather', world.otherOrganizationId);
    const viewer = again(world.viewer);
    expect(await ask(patientSearch(world.organizationId, 'quill'), viewer)).toEqual([
      { id: mine, name: 'Zoë Quill' },
    ]);
    expect(await recordedBy(database.admin, viewer.requestId)).toEqual([
      { action: 'patient.viewed', outcome: 'success', layer: null, operation: null },
    ]);
  });

  test('not those of an organization below, which the same person may see there', async () => {
    await insertPatient('Umbra Below', world.organizationId);
    const search = (organizationId: string) =>
      ask(patientSearch(organizationId, 'umbra'), again(world.headManager));
    expect(await search(world.organizationId)).toHaveLength(1);
    expect(await search(world.parentId)).toEqual([]);
  });

  test('at most eight, in the order of their names', async () => {
    for (let n = 0; n < MOST_HITS + 2; n++) await insertPatient(`Manifold ${9 - n}`, world.organizationId);
    const hits = await ask(patientSearch(world.organizationId, 'manifold'), again(world.member));
    expect(hits.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => `Manifold ${n}`));
  });

  test.each(['%', '_', '\\'])('%s is a sign like any other', async (sign) => {
    const id = await insertPatient(`Odd ${sign}${sign} sign`, world.organizationId);
    const hits = await ask(patientSearch(world.organizationId, sign + sign), again(world.manager));
    expect(hits.map((hit) => hit.id)).toEqual([id]);
  });
});

describe('people by name', () => {
  test('whoever has a role here, also when it was given above what the caller sees', async () => {
    await rename(world.headManager, 'Hedda Skylark');
    await rename(world.viewer, 'Vito Skylark');
    await rename(world.stranger, 'Stan Skylark');
    const found = await ask(personSearch(world.organizationId, 'skylark'), again(world.member));
    expect(found.map(({ name, role }) => [name, role])).toEqual([
      ['Hedda Skylark', 'manager'],
      ['Vito Skylark', 'viewer'],
    ]);
  });

  test('nobody whose role has ended', async () => {
    await rename(world.viewer, 'Gone Heron');
    await database.admin.query(
      `UPDATE membership SET ends_at = clock_timestamp() - interval '1 minute' WHERE user_id = $1`,
      [world.viewer.userId],
    );
    expect(await ask(personSearch(world.organizationId, 'heron'), again(world.member))).toEqual([]);
    await database.admin.query('UPDATE membership SET ends_at = NULL WHERE user_id = $1', [
      world.viewer.userId,
    ]);
  });
});

test('studies of the organization only', async () => {
  const studyId = await insertStudy(database.admin, world);
  await database.admin.query(`UPDATE study SET name = 'Pelican Crossing' WHERE id = $1`, [studyId]);
  const found = await ask(studySearch(world.organizationId, 'pelican'), again(world.viewer));
  expect(found).toEqual([{ id: studyId, name: 'Pelican Crossing', state: 'active' }]);
  expect(await ask(studySearch(world.otherOrganizationId, 'pelican'), again(world.stranger))).toEqual([]);
});

test('organizations: the own ones and what is below them', async () => {
  const { organizationId, parentId, otherOrganizationId } = world;
  const idsOf = async (principal: Principal) =>
    (await ask(organizationSearch('org'), again(principal))).map(({ id }) => id).sort();
  expect(await idsOf(world.headManager)).toEqual([organizationId, parentId].sort());
  expect(await idsOf(world.viewer)).toEqual([organizationId]);
  expect(await idsOf(world.stranger)).toEqual([otherOrganizationId]);
  expect(await idsOf(world.patient)).toEqual([]);
});

describe('an outsider finds nothing', () => {
  test.each([
    ['stranger', 'organization-membership'],
    ['patient', 'user-type'],
    ['superAdmin', 'user-type'],
  ] as const)('%s is refused at %s, once', async (who, layer) => {
    const principal = again(world[who]);
    const search = searchByName({ q: 'quill', organization: world.organizationId }, principal);
    expect(await refusalOf(search)).toBe('NOT_FOUND');
    expect(await recordedBy(database.admin, principal.requestId)).toEqual([
      { action: 'access.refused', outcome: 'refused', layer, operation: 'person.search' },
    ]);
  });

  test('each kind by itself', async () => {
    const { organizationId } = world;
    for (const query of [
      personSearch(organizationId, 'sky'),
      studySearch(organizationId, 'pel'),
      patientSearch(organizationId, 'qui'),
    ])
      expect(await refusalOf(ask<never, unknown>(query as never, again(world.stranger)))).toBe('NOT_FOUND');
  });

  test('and the database shows nobody to whom it does not know, whoever asks', async () => {
    const rows = await database.admin.query<{ n: string }>(
      `SELECT set_config('app.user_id', $1, true), (SELECT count(*) FROM people_named($2, '%', 8)) AS n`,
      [world.stranger.userId, world.organizationId],
    );
    expect(rows.rows[0]?.n).toBe('0');
  });
});
