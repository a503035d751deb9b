import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { meetingAt, rolesLock } from '@/lib/db/test-meeting';
import { ask } from '@/lib/query';
import {
  again,
  insertOrganization,
  insertPerson,
  managementWorld,
  recordedBy,
  refusalOf,
  rowCounts,
  type ManagementWorld,
} from './management-world';
import { addMembership, appointManager, changeRole, removeMembership } from './membership-commands';
import { createOrganization, createTopOrganization } from './organization-commands';
import { ownOrganizations } from './organization-queries';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

const details = (name: string) => ({ name, type: 'clinic', contact: '' });

async function membershipOf(userId: string, organizationId: string): Promise<string> {
  const { rows } = await database.admin.query<{ id: string }>(
    'SELECT id FROM membership WHERE user_id = $1 AND organization_id = $2',
    [userId, organizationId],
  );
  return rows[0]!.id;
}

async function ownOf(principal: Principal, q = '') {
  return (await ask(ownOrganizations(q), again(principal))).organizations;
}

describe('organizations', () => {
  test('a manager makes one below their own; the role is inherited and its source is named', async () => {
    const manager = again(world.manager);
    const { id } = await execute(createOrganization, manager, {
      parentId: world.organizationId,
      ...details('Ward 1'),
    });
    expect(await recordedBy(database.admin, manager.requestId)).toMatchObject([
      { action: 'organization.created', outcome: 'success' },
    ]);
    const mine = await ownOf(world.manager);
    expect(mine.find((row) => row.id === id)).toMatchObject({
      role: 'manager',
      roleFrom: { id: world.organizationId },
    });
    const above = await ownOf(world.headManager);
    expect(above.find((row) => row.id === id)).toMatchObject({ roleFrom: { id: world.parentId } });
    expect(await ownOf(world.stranger)).toHaveLength(1);
  });

  test.each([
    ['viewer', 'FORBIDDEN', 'role-permission'],
    ['member', 'FORBIDDEN', 'role-permission'],
    ['stranger', 'NOT_FOUND', 'organization-membership'],
    ['patient', 'NOT_FOUND', 'user-type'],
    ['superAdmin', 'NOT_FOUND', 'user-type'],
  ] as const)('%s does not, and the attempt is on record', async (who, code, layer) => {
    const before = await rowCounts(database.admin);
    const principal = again(world[who]);
    const input = { parentId: world.organizationId, ...details(`By ${who}`) };
    expect(await refusalOf(execute(createOrganization, principal, input))).toBe(code);
    expect(await recordedBy(database.admin, principal.requestId)).toEqual([
      { action: 'access.refused', outcome: 'refused', layer, operation: 'organization.create' },
    ]);
    expect(await rowCounts(database.admin)).toEqual(before);
  });

  test('a name is taken once among brothers and sisters, whatever its case', async () => {
    const input = { parentId: world.organizationId, ...details('Day clinic') };
    await execute(createOrganization, world.manager, input);
    expect(
      await refusalOf(execute(createOrganization, world.manager, { ...input, name: 'DAY CLINIC' })),
    ).toBe('CONFLICT');
  });

  test('the own ones are found by name with what stands above them, and nobody else’s', async () => {
    const input = { parentId: world.organizationId, ...details('Wellspring 100%') };
    const { id } = await execute(createOrganization, world.manager, input);
    const idsOf = async (principal: Principal, q: string) => (await ownOf(principal, q)).map((row) => row.id);
    expect((await idsOf(world.headManager, 'wellspring')).sort()).toEqual(
      [id, world.organizationId, world.parentId].sort(),
    );
    expect((await idsOf(world.viewer, '0%')).sort()).toEqual([id, world.organizationId].sort());
    expect(await idsOf(world.viewer, '%%')).toEqual([]);
    expect(await idsOf(world.stranger, 'wellspring')).toEqual([]);
    expect(await idsOf(world.patient, '')).toEqual([]);
  });

  test('whoever has more than a list can show hears that there are others', async () => {
    const top = await insertOrganization(database.admin, null);
    const manager = await insertPerson(database.admin, 'practitioner', {
      organizationId: top,
      role: 'manager',
    });
    for (let n = 0; n < 50; n += 1) await insertOrganization(database.admin, top);
    const found = await ask(ownOrganizations(''), again(manager));
    expect(found.isMore).toBe(true);
    expect(found.organizations).toHaveLength(50);
    expect(found.organizations.some((row) => row.id === top)).toBe(true);
  });

  test('a super admin starts a tree and appoints its first manager, once', async () => {
    const { id } = await execute(createTopOrganization, world.superAdmin, details('City Hospital'));
    const first = await insertPerson(database.admin, 'practitioner');
    await execute(appointManager, world.superAdmin, { organizationId: id, userId: first.userId });
    expect(await ownOf(first)).toMatchObject([{ id, role: 'manager' }]);
    const second = await insertPerson(database.admin, 'practitioner');
    expect(
      await refusalOf(
        execute(appointManager, world.superAdmin, { organizationId: id, userId: second.userId }),
      ),
    ).toBe('CONFLICT');
  });

  test.each(['manager', 'patient'] as const)('a %s starts no tree', async (who) => {
    const principal = again(world[who]);
    expect(await refusalOf(execute(createTopOrganization, principal, details(`Tree of ${who}`)))).toBe(
      'NOT_FOUND',
    );
    expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([{ layer: 'user-type' }]);
  });
});

describe('memberships', () => {
  test('a manager gives a role; a viewer, a stranger and a patient do not', async () => {
    const { organizationId } = world;
    const { userId } = await insertPerson(database.admin, 'practitioner');
    const input = { organizationId, userId, role: 'viewer' } as const;
    const before = await rowCounts(database.admin);
    for (const [who, code] of [
      ['viewer', 'FORBIDDEN'],
      ['member', 'FORBIDDEN'],
      ['stranger', 'NOT_FOUND'],
      ['patient', 'NOT_FOUND'],
    ] as const)
      expect(await refusalOf(execute(addMembership, again(world[who]), input))).toBe(code);
    expect(await rowCounts(database.admin)).toEqual(before);
    await execute(addMembership, again(world.manager), input);
    expect(await refusalOf(execute(addMembership, again(world.manager), input))).toBe('CONFLICT');
  });

  test('a patient gets no role, and nobody changes their own', async () => {
    const { organizationId, patient, manager } = world;
    const give = (userId: string) =>
      execute(addMembership, again(manager), { organizationId, userId, role: 'viewer' });
    expect(await refusalOf(give(patient.userId))).toBe('CONFLICT');
    expect(await refusalOf(give(manager.userId))).toBe('CONFLICT');
    const own = await membershipOf(manager.userId, organizationId);
    expect(await refusalOf(execute(changeRole, again(manager), { membershipId: own, role: 'viewer' }))).toBe(
      'CONFLICT',
    );
  });

  test('the last manager of a tree stays, also when two leave at once', async () => {
    const { id: organizationId } = await execute(createTopOrganization, world.superAdmin, details('Two'));
    const one = await insertPerson(database.admin, 'practitioner', { organizationId, role: 'manager' });
    const two = await insertPerson(database.admin, 'practitioner', { organizationId, role: 'manager' });
    const leave = async (principal: typeof one) =>
      refusalOf(
        execute(removeMembership, principal, {
          membershipId: await membershipOf(principal.userId, organizationId),
        }),
      );
    const outcomes = await meetingAt(database, rolesLock(organizationId), [
      () => leave(one),
      () => leave(two),
    ]);
    expect(outcomes.sort()).toEqual(['CONFLICT', null].sort());
    const { rows } = await database.admin.query(
      `SELECT FROM membership WHERE organization_id = $1 AND role = 'manager'`,
      [organizationId],
    );
    expect(rows).toHaveLength(1);
  });

  test('a membership of another tenant is not found, and the attempt is on record', async () => {
    const membershipId = await membershipOf(world.viewer.userId, world.organizationId);
    const stranger = again(world.stranger);
    expect(await refusalOf(execute(removeMembership, stranger, { membershipId }))).toBe('NOT_FOUND');
    expect(await recordedBy(database.admin, stranger.requestId)).toMatchObject([
      { action: 'access.refused', layer: 'organization-membership', operation: 'membership.remove' },
    ]);
  });
});
