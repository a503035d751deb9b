import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { AppError } from '@/lib/errors';
import { enrollPatient } from '@/lib/patients/enrollment-commands';
import { ask } from '@/lib/query';
import { createStudy } from '@/lib/studies/study-commands';
import {
  again,
  insertOrganization,
  insertPatient,
  insertPerson,
  insertStudy,
  managementWorld,
  recordedBy,
  refusalOf,
  type ManagementWorld,
} from './management-world';
import { addMembership } from './membership-commands';
import { createOrganization } from './organization-commands';
import { movePageOf, organizationNodeOf, treeOf } from './organization-node-queries';
import {
  archiveOrganization,
  changeOrganization,
  moveOrganization,
  restoreOrganization,
} from './organization-place-commands';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

type Stored = { name: string; version: number; parent_id: string | null; archived_at: Date | null };

async function stored(id: string): Promise<Stored> {
  const { rows } = await database.admin.query<Stored>('SELECT * FROM organization WHERE id = $1', [id]);
  if (!rows[0]) throw new Error('no organization');
  return rows[0];
}

const below = (parentId: string) => insertOrganization(database.admin, parentId);
const move = async (by: Principal, organizationId: string, parentId: string, version?: number) =>
  execute(moveOrganization, again(by), {
    organizationId,
    parentId,
    version: version ?? (await stored(organizationId)).version,
  });

describe('the words of an organization', () => {
  const words = { name: 'Ward 1', type: 'ward', contact: '', description: '' };

  test('two managers at once lose nothing: the second hears what changed', async () => {
    const organizationId = await below(world.parentId);
    const { name, version } = await stored(organizationId);
    const from = { ...words, name, type: 'clinic' };
    const change = (by: Principal, to: Partial<typeof words>) =>
      execute(changeOrganization, again(by), { organizationId, version, from, ...from, ...to });
    await change(world.headManager, { name: 'Ward 2' });
    const second = await change(world.headManager, { contact: 'Room 4' }).catch((error: unknown) => error);
    expect(second).toBeInstanceOf(AppError);
    expect(second).toMatchObject({ code: 'CONFLICT', fields: { name: ['It is now “Ward 2”.'] } });
    expect((await stored(organizationId)).name).toBe('Ward 2');
  });

  test('a change of its place in between is no conflict with its words', async () => {
    const organizationId = await below(world.parentId);
    const { name, version } = await stored(organizationId);
    await execute(archiveOrganization, again(world.headManager), { organizationId, version });
    const from = { ...words, name, type: 'clinic' };
    await execute(changeOrganization, again(world.headManager), {
      organizationId,
      version,
      from,
      ...from,
      name: `${name} II`,
    });
    expect(await stored(organizationId)).toMatchObject({ name: `${name} II` });
  });

  test.each([
    ['member', 'FORBIDDEN'],
    ['viewer', 'FORBIDDEN'],
    ['stranger', 'NOT_FOUND'],
    ['patient', 'NOT_FOUND'],
    ['superAdmin', 'NOT_FOUND'],
  ] as const)('a %s changes none', async (who, code) => {
    const { organizationId } = world;
    const { version } = await stored(organizationId);
    const input = { organizationId, version, from: words, ...words };
    expect(await refusalOf(execute(changeOrganization, again(world[who]), input))).toBe(code);
    expect((await stored(organizationId)).version).toBe(version);
  });
});

test('fields that no form shows change nothing of an organization, made or changed', async () => {
  const hidden = {
    id: world.otherOrganizationId,
    archivedAt: new Date().toISOString(),
    archived_at: new Date().toISOString(),
    requiresSecondFactor: true,
    createdAt: '2001-01-01T00:00:00Z',
  };
  const words = { type: 'ward', contact: '', description: '' };
  const made = { ...hidden, parentId: world.organizationId, name: 'Made with more', ...words, version: 7 };
  const { id } = await execute(createOrganization, again(world.manager), made);
  expect(id).not.toBe(hidden.id);
  const before = await stored(id);
  expect(before).toMatchObject({ archived_at: null, requires_second_factor: false, version: 1 });
  const input = {
    organizationId: id,
    version: 1,
    from: { name: before.name, ...words },
    name: 'Changed',
    ...words,
  };
  await execute(changeOrganization, again(world.manager), { ...input, ...hidden, parentId: world.parentId });
  expect(await stored(id)).toEqual({ ...before, name: 'Changed', version: 2 });
});

describe('moving', () => {
  test('is previewed with who gains and who loses, and then it is so', async () => {
    const [from, to] = [await below(world.parentId), await below(world.parentId)];
    const moved = await below(from);
    const loses = await insertPerson(database.admin, 'practitioner', {
      organizationId: from,
      role: 'member',
    });
    const gains = await insertPerson(database.admin, 'practitioner', { organizationId: to, role: 'viewer' });
    const page = await ask(movePageOf(from, moved, { q: '', to }), again(world.headManager));
    expect(page.preview?.changes.toSorted((a) => (a.userId === loses.userId ? -1 : 1))).toMatchObject([
      { userId: loses.userId, before: 'member', after: null },
      { userId: gains.userId, before: null, after: 'viewer' },
    ]);
    const principal = again(world.headManager);
    await execute(moveOrganization, principal, {
      organizationId: moved,
      parentId: to,
      version: page.node.version,
    });
    expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([
      { action: 'organization.moved' },
    ]);
    expect(await refusalOf(ask(treeOf(moved), again(loses)))).toBe('NOT_FOUND');
    expect(await refusalOf(ask(treeOf(moved), again(gains)))).toBeNull();
  });

  test('into itself, below itself, into an archive or after another change is refused', async () => {
    const top = await below(world.parentId);
    const inner = await below(top);
    const archived = await below(world.parentId);
    await database.admin.query('UPDATE organization SET archived_at = now() WHERE id = $1', [archived]);
    const { headManager } = world;
    expect(await refusalOf(move(headManager, top, top))).toBe('CONFLICT');
    expect(await refusalOf(move(headManager, top, inner))).toBe('CONFLICT');
    expect(await refusalOf(move(headManager, top, archived))).toBe('CONFLICT');
    const { version } = await stored(inner);
    await move(headManager, inner, world.parentId, version);
    await expect(move(headManager, inner, top, version)).rejects.toThrow(/in the meantime. It is now/);
    expect((await stored(inner)).parent_id).toBe(world.parentId);
  });

  test('two moves that together would make a circle: one is refused', async () => {
    const [one, two] = [await below(world.parentId), await below(world.parentId)];
    const { headManager } = world;
    const outcomes = await Promise.all([
      refusalOf(move(headManager, one, two)),
      refusalOf(move(headManager, two, one)),
    ]);
    expect(outcomes.filter((code) => code === null)).toHaveLength(1);
  });

  test('takes a manager of both places; a foreign one is judged and on record', async () => {
    const inner = await below(world.organizationId);
    const { version } = await stored(inner);
    for (const [parentId, code] of [
      [world.parentId, 'NOT_FOUND'],
      [world.otherOrganizationId, 'NOT_FOUND'],
    ] as const) {
      const asked = again(world.manager);
      const input = { organizationId: inner, parentId, version };
      expect(await refusalOf(execute(moveOrganization, asked, input))).toBe(code);
      expect(await recordedBy(database.admin, asked.requestId)).toMatchObject([
        { action: 'access.refused', layer: 'organization-membership', operation: 'organization.move' },
      ]);
    }
    // Its own organization is another's to place, and so is what a stranger would take.
    expect(await refusalOf(move(world.manager, world.organizationId, inner))).toBe('NOT_FOUND');
    expect(await refusalOf(move(world.stranger, inner, world.otherOrganizationId))).toBe('NOT_FOUND');
    expect(await refusalOf(move(world.headManager, world.parentId, inner))).toBe('NOT_FOUND');
    expect(await refusalOf(move(world.viewer, inner, world.organizationId))).toBe('FORBIDDEN');
    expect((await stored(inner)).parent_id).toBe(world.organizationId);
  });
});

describe('an archive', () => {
  test('takes nothing new at any depth, says what hangs on it, and opens again', async () => {
    const top = await below(world.parentId);
    const inner = await below(top);
    const manager = await insertPerson(database.admin, 'practitioner', {
      organizationId: top,
      role: 'manager',
    });
    const innerWorld = { ...world, organizationId: inner, manager };
    const studyId = await insertStudy(database.admin, innerWorld);
    const patientId = await insertPatient(database.admin, inner);
    const { hangingOn } = await ask(organizationNodeOf(top, top), again(manager));
    expect(hangingOn).toMatchObject({ organizations: 1, openStudies: 1, people: 1 });
    const { version } = await stored(top);
    await execute(archiveOrganization, again(world.headManager), { organizationId: top, version });

    const { userId } = await insertPerson(database.admin, 'practitioner');
    const attempts = [
      () => execute(enrollPatient, again(manager), { studyId, patientId }),
      () => execute(createOrganization, again(manager), { parentId: inner, name: 'New', type: 'ward' }),
      () => execute(addMembership, again(manager), { organizationId: inner, userId, role: 'viewer' }),
      () => execute(createStudy, again(manager), { organizationId: inner, name: 'New', purpose: 'x' }),
    ];
    for (const attempt of attempts) expect(await refusalOf(attempt())).toBe('CONFLICT');
    await expect(
      database.admin.query('INSERT INTO enrollment (study_id, patient_id) VALUES ($1, $2)', [
        studyId,
        patientId,
      ]),
    ).rejects.toMatchObject({ code: '23514' });
    expect((await ask(organizationNodeOf(top, inner), again(manager))).isInArchive).toBe(true);

    const restore = { organizationId: top, version: version + 1 };
    expect(await refusalOf(execute(restoreOrganization, again(manager), restore))).toBe('NOT_FOUND');
    await execute(restoreOrganization, again(world.headManager), restore);
    for (const attempt of attempts) expect(await refusalOf(attempt())).toBeNull();
  });

  test('of the top of a tree is not a manager’s, and is on record', async () => {
    const asked = again(world.headManager);
    const { version } = await stored(world.parentId);
    const input = { organizationId: world.parentId, version };
    expect(await refusalOf(execute(archiveOrganization, asked, input))).toBe('NOT_FOUND');
    expect(await recordedBy(database.admin, asked.requestId)).toMatchObject([{ action: 'access.refused' }]);
    expect((await stored(world.parentId)).archived_at).toBeNull();
  });
});

test('an address that puts a place below an organization it is not in is no address', async () => {
  const sibling = await below(world.parentId);
  const page = organizationNodeOf(sibling, world.organizationId);
  expect(await refusalOf(ask(page, again(world.headManager)))).toBe('NOT_FOUND');
});
