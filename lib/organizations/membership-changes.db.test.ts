import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { meetingAt, rolesLock, waitingIn } from '@/lib/db/test-meeting';
import type { Role } from '@/lib/authorization/permissions';
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
import { changeRoles, removeMemberships } from './membership-bulk-commands';
import { changeRole, removeMembership, setMembershipEnd } from './membership-commands';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

async function membershipOf(userId: string, organizationId: string): Promise<string> {
  const { rows } = await database.admin.query<{ id: string }>(
    'SELECT id FROM membership WHERE user_id = $1 AND organization_id = $2',
    [userId, organizationId],
  );
  return rows[0]?.id ?? randomUUID();
}

async function colleague(role: Role = 'viewer', organizationId = world.organizationId) {
  const person = await insertPerson(database.admin, 'practitioner', { organizationId, role });
  return { person, membershipId: await membershipOf(person.userId, organizationId) };
}

async function roleOf(membershipId: string): Promise<string | undefined> {
  const { rows } = await database.admin.query<{ role: string }>('SELECT role FROM membership WHERE id = $1', [
    membershipId,
  ]);
  return rows[0]?.role;
}

async function liveSession(userId: string): Promise<string> {
  const { rows } = await database.admin.query<{ id: string }>(
    `INSERT INTO user_session (user_id, expires_at) VALUES ($1, now() + interval '1 hour') RETURNING id`,
    [userId],
  );
  return rows[0]?.id ?? '';
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('one role', () => {
  test('is changed in place; what somebody else did since it was looked at is a conflict', async () => {
    const { membershipId } = await colleague();
    const manager = again(world.manager);
    await execute(changeRole, manager, { membershipId, role: 'member', expectedRole: 'viewer' });
    expect(await recordedBy(database.admin, manager.requestId)).toMatchObject([
      { action: 'membership.changed', outcome: 'success' },
    ]);
    const late = execute(changeRole, again(world.headManager), {
      membershipId,
      role: 'manager',
      expectedRole: 'viewer',
    });
    await expect(late).rejects.toThrow('Somebody else made this a member in the meantime.');
    expect(await roleOf(membershipId)).toBe('member');
  });

  test('ends on a day, goes on without one, and never ended in the past', async () => {
    const { membershipId } = await colleague();
    const set = (lastDay: string | null) =>
      execute(setMembershipEnd, again(world.manager), { membershipId, lastDay });
    await set(inDays(3));
    const { rows } = await database.admin.query<{ ends_at: Date | null }>(
      'SELECT ends_at FROM membership WHERE id = $1',
      [membershipId],
    );
    expect(rows[0]?.ends_at?.toISOString()).toBe(`${inDays(4)}T00:00:00.000Z`);
    await set(null);
    for (const day of [inDays(-1), inDays(5000), 'tomorrow', '2030-02-31'])
      expect(await refusalOf(set(day))).toBe('INVALID_INPUT');
  });

  test('of the last manager for good gets no end, and nobody gives themselves one', async () => {
    const organizationId = await insertOrganization(database.admin, null);
    const one = await colleague('manager', organizationId);
    const two = await colleague('manager', organizationId);
    const end = (by: Principal, membershipId: string) =>
      refusalOf(execute(setMembershipEnd, again(by), { membershipId, lastDay: inDays(2) }));
    expect(await end(one.person, one.membershipId)).toBe('CONFLICT');
    expect(await end(one.person, two.membershipId)).toBeNull();
    expect(await end(two.person, one.membershipId)).toBe('CONFLICT');
  });

  test('that is removed takes the sessions and leaves a task for each study key', async () => {
    const { person, membershipId } = await colleague();
    const sessionId = await liveSession(person.userId);
    const manager = again(world.manager);
    await execute(removeMembership, manager, { membershipId });
    const { rows } = await database.admin.query('SELECT revoked_at FROM user_session WHERE id = $1', [
      sessionId,
    ]);
    expect(rows[0]).not.toEqual({ revoked_at: null });
    expect(await recordedBy(database.admin, manager.requestId)).toMatchObject([
      { action: 'membership.removed' },
      { action: 'session.ended' },
    ]);
    expect(await refusalOf(execute(removeMembership, again(world.manager), { membershipId }))).toBe(
      'NOT_FOUND',
    );
  });

  test('above, beside or elsewhere is none of a manager’s business, and the attempt is on record', async () => {
    const sibling = await insertOrganization(database.admin, world.parentId);
    const before = await rowCounts(database.admin);
    for (const [where, membershipId] of [
      ['parent', await membershipOf(world.headManager.userId, world.parentId)],
      ['sibling', (await colleague('viewer', sibling)).membershipId],
      ['other tenant', await membershipOf(world.stranger.userId, world.otherOrganizationId)],
    ] as const) {
      const asked = again(world.manager);
      const input = { membershipId, role: 'viewer', lastDay: null };
      for (const each of [changeRole, setMembershipEnd, removeMembership])
        expect(await refusalOf(execute(each as typeof changeRole, asked, input as never)), where).toBe(
          'NOT_FOUND',
        );
      expect(await recordedBy(database.admin, asked.requestId)).toHaveLength(3);
    }
    const after = await rowCounts(database.admin);
    expect({ ...after, membership: '', user_account: '' }).toEqual({
      ...before,
      membership: '',
      user_account: '',
    });
  });

  test.each([
    ['member', 'FORBIDDEN', 'role-permission'],
    ['viewer', 'FORBIDDEN', 'role-permission'],
    ['stranger', 'NOT_FOUND', 'organization-membership'],
    ['patient', 'NOT_FOUND', 'user-type'],
    ['superAdmin', 'NOT_FOUND', 'user-type'],
  ] as const)('is no business of a %s, neither their own nor another’s', async (who, code, layer) => {
    const { organizationId } = world;
    const { membershipId } = await colleague();
    const own = await membershipOf(world[who].userId, organizationId);
    const hasOwn = who === 'member' || who === 'viewer';
    for (const id of hasOwn ? [membershipId, own] : [membershipId]) {
      const asked = again(world[who]);
      for (const role of ['manager', 'viewer'] as const)
        expect(await refusalOf(execute(changeRole, asked, { membershipId: id, role }))).toBe(code);
      const endless = { membershipId: id, lastDay: null };
      expect(await refusalOf(execute(setMembershipEnd, asked, endless))).toBe(code);
      expect(await recordedBy(database.admin, asked.requestId)).toMatchObject([
        { layer },
        { layer },
        { layer },
      ]);
    }
    const remove = execute(removeMembership, again(world[who]), { membershipId });
    expect(await refusalOf(remove)).toBe(code);
    expect(await roleOf(membershipId)).toBe('viewer');
    if (hasOwn) expect(await roleOf(own)).toBe(who);
  });
});

describe('many roles at once', () => {
  test('change and go together, each on record', async () => {
    const people = [await colleague(), await colleague(), await colleague('member')];
    const membershipIds = people.map(({ membershipId }) => membershipId);
    const changing = again(world.manager);
    const input = { organizationId: world.organizationId, membershipIds };
    expect(await execute(changeRoles, changing, { ...input, role: 'manager' })).toEqual({ changed: 3 });
    expect(await recordedBy(database.admin, changing.requestId)).toHaveLength(3);
    expect(await execute(removeMemberships, again(world.manager), input)).toEqual({ removed: 3 });
    for (const id of membershipIds) expect(await roleOf(id)).toBeUndefined();
  });

  test('ids of two tenants mixed, oneself among them, or one too many: nothing is done', async () => {
    const { membershipId } = await colleague();
    const foreign = await membershipOf(world.stranger.userId, world.otherOrganizationId);
    const own = await membershipOf(world.manager.userId, world.organizationId);
    const before = await rowCounts(database.admin);
    for (const membershipIds of [
      [membershipId, foreign],
      [membershipId, own],
      [membershipId, randomUUID()],
    ]) {
      const input = { organizationId: world.organizationId, membershipIds };
      expect(await refusalOf(execute(changeRoles, again(world.manager), { ...input, role: 'viewer' }))).toBe(
        'CONFLICT',
      );
      expect(await refusalOf(execute(removeMemberships, again(world.manager), input))).toBe('CONFLICT');
    }
    const none = { organizationId: world.organizationId, membershipIds: [] };
    expect(await refusalOf(execute(removeMemberships, again(world.manager), none))).toBe('INVALID_INPUT');
    expect(await rowCounts(database.admin)).toEqual(before);
  });

  test.each([
    ['member', 'FORBIDDEN'],
    ['viewer', 'FORBIDDEN'],
    ['stranger', 'NOT_FOUND'],
    ['patient', 'NOT_FOUND'],
    ['superAdmin', 'NOT_FOUND'],
  ] as const)('a %s does neither', async (who, code) => {
    const { membershipId } = await colleague();
    const input = { organizationId: world.organizationId, membershipIds: [membershipId] };
    expect(await refusalOf(execute(removeMemberships, again(world[who]), input))).toBe(code);
    expect(await refusalOf(execute(changeRoles, again(world[who]), { ...input, role: 'member' }))).toBe(code);
    expect(await roleOf(membershipId)).toBe('viewer');
  });

  test('the last two managers removing one another at the same moment leave one', async () => {
    const organizationId = await insertOrganization(database.admin, null);
    const one = await colleague('manager', organizationId);
    const two = await colleague('manager', organizationId);
    const remove = (by: Principal, membershipId: string) =>
      refusalOf(execute(removeMemberships, again(by), { organizationId, membershipIds: [membershipId] }));
    const outcomes = await meetingAt(database, rolesLock(organizationId), [
      () => remove(one.person, two.membershipId),
      () => remove(two.person, one.membershipId),
    ]);
    expect(outcomes.filter((code) => code === null)).toHaveLength(1);
    const { rows } = await database.admin.query('SELECT FROM membership WHERE organization_id = $1', [
      organizationId,
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('a role that changes while a request of its holder waits', () => {
  /** Holds what every change of a role here waits for, does something, and lets go. */
  async function whileWaiting<R>(
    organizationId: string,
    request: () => Promise<R>,
    meanwhile: (client: { query: (text: string, values: unknown[]) => Promise<unknown> }) => Promise<unknown>,
  ): Promise<R> {
    const client = await database.admin.connect();
    try {
      await client.query('BEGIN');
      const { text, values } = rolesLock(organizationId);
      await client.query(text, values);
      const waiting = request();
      expect(await waitingIn(database)).toBe(1);
      await meanwhile(client);
      await client.query('COMMIT');
      return await waiting;
    } finally {
      client.release();
    }
  }

  const demoted = 'UPDATE membership SET role = $2 WHERE id = $1';
  const removed = 'DELETE FROM membership WHERE id = $1';

  test.each([
    ['made a viewer', demoted, ['viewer'], 'FORBIDDEN', 'role-permission'],
    ['removed', removed, [], 'NOT_FOUND', 'organization-membership'],
  ] as const)('%s: nothing is done, and it is on record', async (_what, sql, more, code, layer) => {
    const [actor, victim] = [await colleague('manager'), await colleague()];
    const principal = again(actor.person);
    const changing = () =>
      refusalOf(execute(changeRole, principal, { membershipId: victim.membershipId, role: 'member' }));
    const answer = await whileWaiting(world.organizationId, changing, (client) =>
      client.query(sql, [actor.membershipId, ...more]),
    );
    expect(answer).toBe(code);
    expect(await roleOf(victim.membershipId)).toBe('viewer');
    expect(await recordedBy(database.admin, principal.requestId)).toEqual([
      { action: 'access.refused', outcome: 'refused', layer, operation: 'membership.change-role' },
    ]);
  });

  test('of a role that was given above: the change above is waited for as well', async () => {
    const [actor, victim] = [await colleague('manager', world.parentId), await colleague()];
    const input = { organizationId: world.organizationId, membershipIds: [victim.membershipId] };
    const removing = () => refusalOf(execute(removeMemberships, again(actor.person), input));
    const answer = await whileWaiting(world.parentId, removing, (client) =>
      client.query(demoted, [actor.membershipId, 'member']),
    );
    expect(answer).toBe('FORBIDDEN');
    expect(await roleOf(victim.membershipId)).toBe('viewer');
  });
});
