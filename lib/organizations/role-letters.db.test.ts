import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeMailPreference } from '@/lib/accounts/account-commands';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { again, insertPerson, managementWorld, refusalOf, type ManagementWorld } from './management-world';
import { changeRoles, removeMemberships } from './membership-bulk-commands';
import { changeRole, removeMembership, setMembershipEnd } from './membership-commands';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
  await database.admin.query(`UPDATE organization SET name = 'Ward <b>4</b>' WHERE id = $1`, [
    world.organizationId,
  ]);
});
afterAll(() => database.close());

async function colleague() {
  const { organizationId } = world;
  const email = `${randomUUID()}@example.org`;
  const person = await insertPerson(
    database.admin,
    'practitioner',
    { organizationId, role: 'viewer' },
    email,
  );
  const { rows } = await database.admin.query<{ id: string }>(
    'SELECT id FROM membership WHERE user_id = $1',
    [person.userId],
  );
  return { person, email, membershipId: rows[0]!.id };
}

type Letter = { subject: string; text: string; html: string };

async function lettersTo(email: string): Promise<Letter[]> {
  const { rows } = await database.admin.query<Letter>(
    `SELECT subject, body_text AS text, body_html AS html FROM mail WHERE to_address = $1 ORDER BY created_at, id`,
    [email],
  );
  return rows;
}

describe('whose role somebody else changes gets a letter', () => {
  test('with the new role, in text and in HTML, and none when it stays as it was', async () => {
    const { email, membershipId } = await colleague();
    await execute(changeRole, again(world.manager), { membershipId, role: 'viewer' });
    expect(await lettersTo(email)).toEqual([]);
    await execute(changeRole, again(world.manager), { membershipId, role: 'member' });
    const [letter, ...others] = await lettersTo(email);
    expect(others).toEqual([]);
    expect(letter?.subject).toBe('Your role at Ward <b>4</b> was changed');
    expect(letter?.text).toContain('It is now: member.');
    expect(letter?.html).toContain('Ward &lt;b&gt;4&lt;/b&gt;');
    expect(letter?.html).not.toContain('<b>4</b>');
    expect(letter?.html).toContain(`/o/${world.organizationId}/people/roles`);
  });

  test('with its last day, or that it has none', async () => {
    const { email, membershipId } = await colleague();
    const lastDay = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    await execute(setMembershipEnd, again(world.manager), { membershipId, lastDay });
    await execute(setMembershipEnd, again(world.manager), { membershipId, lastDay: null });
    const [first, second] = await lettersTo(email);
    expect(first?.text).toContain('Its last day is');
    expect(second?.text).toContain('It has no last day any more.');
  });

  test('in their own language when it is taken away', async () => {
    const { email, person, membershipId } = await colleague();
    await database.admin.query(`UPDATE user_account SET locale = 'es' WHERE id = $1`, [person.userId]);
    await execute(removeMembership, again(world.manager), { membershipId });
    expect(await lettersTo(email)).toMatchObject([{ subject: 'Ya no tiene su rol en Ward <b>4</b>' }]);
  });

  test('each of many at once', async () => {
    const [one, other] = [await colleague(), await colleague()];
    const { organizationId } = world;
    const membershipIds = [one.membershipId, other.membershipId];
    await execute(changeRoles, again(world.manager), { organizationId, membershipIds, role: 'member' });
    await execute(removeMemberships, again(world.manager), { organizationId, membershipIds });
    for (const { email } of [one, other])
      expect((await lettersTo(email)).map(({ subject }) => subject)).toEqual([
        'Your role at Ward <b>4</b> was changed',
        'Your role at Ward <b>4</b> was taken away',
      ]);
  });
});

describe('no letter', () => {
  test('to whoever switched it off; switched on again, there is one', async () => {
    const { email, person, membershipId } = await colleague();
    await execute(changeMailPreference, again(person), { kind: 'role-change', wants: false });
    await execute(changeRole, again(world.manager), { membershipId, role: 'member' });
    expect(await lettersTo(email)).toEqual([]);
    await execute(changeMailPreference, again(person), { kind: 'role-change', wants: true });
    await execute(changeRole, again(world.manager), { membershipId, role: 'viewer' });
    expect(await lettersTo(email)).toHaveLength(1);
  });

  test('about a change that was refused, nor about leaving by oneself', async () => {
    const { email, person, membershipId } = await colleague();
    const input = { membershipId, role: 'member', expectedRole: 'manager' } as const;
    expect(await refusalOf(execute(changeRole, again(world.manager), input))).toBe('CONFLICT');
    await database.admin.query(`UPDATE membership SET role = 'manager' WHERE id = $1`, [membershipId]);
    await execute(removeMembership, again(person), { membershipId });
    expect(await lettersTo(email)).toEqual([]);
  });

  test('of other kinds can be switched off', async () => {
    const { person } = await colleague();
    for (const kind of ['password', 'emergency'] as never[])
      expect(await refusalOf(execute(changeMailPreference, again(person), { kind, wants: false }))).toBe(
        'INVALID_INPUT',
      );
  });
});
