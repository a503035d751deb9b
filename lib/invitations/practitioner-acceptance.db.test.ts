import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertPerson,
  managementWorld,
  recordedBy,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { invitee, newEmail, person, codeFor, otherThan, tokenOf } from './invitation-world';
import { acceptAs, acceptWithCode } from './invitee';
import { invitePractitioner } from './practitioner-invitation-commands';

let database: TestDatabase;
let world: ManagementWorld;
let email: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());
beforeEach(() => {
  email = newEmail();
});

async function invited(extra: object = {}): Promise<string> {
  const input = { organizationId: world.organizationId, email, role: 'viewer', ...extra } as const;
  return tokenOf((await execute(invitePractitioner, again(world.manager), input)).link);
}

async function membershipsOf(address: string): Promise<string[]> {
  const { rows } = await database.admin.query<{ role: string }>(
    'SELECT m.role::text FROM membership m JOIN user_account u ON u.id = m.user_id WHERE u.email = $1',
    [address],
  );
  return rows.map(({ role }) => role);
}

describe('an invitation of a practitioner', () => {
  test('accepted several times at the same moment makes one account and one membership', async () => {
    const token = await invited();
    const code = await codeFor(database.admin, token, email);
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => acceptWithCode(token, person(code), invitee())),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(await membershipsOf(email)).toEqual(['viewer']);
  });

  test('accepted by one account several times at the same moment makes one membership', async () => {
    const token = await invited();
    const account = await insertPerson(database.admin, 'practitioner', undefined, email);
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => acceptAs(token, again(account))));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(await membershipsOf(email)).toEqual(['viewer']);
  });

  test('is for its address and its kind of account only, refused on record', async () => {
    const token = await invited();
    const refused = async (who: Principal) => {
      const outcome = await acceptAs(token, who);
      expect(await recordedBy(database.admin, who.requestId)).toMatchObject([
        { action: 'invitation.refused', outcome: 'refused' },
      ]);
      return outcome;
    };
    expect(await refused(again(await insertPerson(database.admin, 'practitioner')))).toBe('other-account');
    expect(await refused(again(world.stranger))).toBe('other-account');
    expect(await refused(again(await insertPerson(database.admin, 'patient', undefined, email)))).toBe(
      'other-type',
    );
    expect(await membershipsOf(email)).toEqual([]);
  });

  test('is not opened by a guessed code, nor by the right one after five', async () => {
    const token = await invited();
    const code = await codeFor(database.admin, token, email);
    for (let guess = 0; guess < 5; guess += 1)
      expect((await acceptWithCode(token, person(otherThan(code)), invitee())).outcome).not.toBe('done');
    expect((await acceptWithCode(token, person(code), invitee())).outcome).not.toBe('done');
    expect(await membershipsOf(email)).toEqual([]);
  });

  test('gives nothing a second time: not to its own account, not to another, and its code is spent', async () => {
    const token = await invited();
    const code = await codeFor(database.admin, token, email);
    expect((await acceptWithCode(token, person(code), invitee())).outcome).toBe('done');
    await database.admin.query(
      'DELETE FROM membership m USING user_account u WHERE u.id = m.user_id AND u.email = $1',
      [email],
    );
    expect(await acceptWithCode(token, person(code), invitee())).toEqual({
      outcome: 'accepted',
      email: null,
    });
    const { rows } = await database.admin.query<{ id: string }>(
      'SELECT id FROM user_account WHERE email = $1',
      [email],
    );
    const owner = { ...again(world.viewer), userId: rows[0]!.id };
    const other = again(await insertPerson(database.admin, 'practitioner'));
    for (const who of [owner, other]) expect(await acceptAs(token, who)).toBe('accepted');
    expect(await membershipsOf(email)).toEqual([]);
  });

  test('gives nothing more for fields that no form shows, in sending and in accepting', async () => {
    const token = await invited({
      acceptedAt: new Date().toISOString(),
      createdBy: world.headManager.userId,
      expiresAt: '2999-01-01T00:00:00Z',
      parentId: world.parentId,
    });
    const { rows } = await database.admin.query<{ created_by: string; accepted_at: null; days: number }>(
      `SELECT created_by, accepted_at, extract(day FROM expires_at - now())::int AS days FROM invitation WHERE email = $1`,
      [email],
    );
    expect(rows).toMatchObject([{ created_by: world.manager.userId, accepted_at: null }]);
    expect(rows[0]?.days).toBeLessThan(8);
    const code = await codeFor(database.admin, token, email);
    const more = {
      role: 'manager',
      organizationId: world.parentId,
      userType: 'super_admin',
      id: randomUUID(),
    };
    expect((await acceptWithCode(token, { ...person(code), ...more }, invitee())).outcome).toBe('done');
    expect(await membershipsOf(email)).toEqual(['viewer']);
    const { rows: accounts } = await database.admin.query(
      'SELECT user_type::text FROM user_account WHERE email = $1',
      [email],
    );
    expect(accounts).toEqual([{ user_type: 'practitioner' }]);
  });
});
