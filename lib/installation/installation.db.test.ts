import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InstallationLogFilter, installationLogOf } from '@/lib/audit/installation-log-queries';
import { liveSession } from '@/lib/auth/session-store';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertOrganization,
  insertPerson,
  managementWorld,
  recordedBy,
  refusalOf,
  rowCounts,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { createOrganization } from '@/lib/organizations/organization-commands';
import {
  archiveTopOrganization,
  restoreTopOrganization,
} from '@/lib/organizations/organization-place-commands';
import { ask } from '@/lib/query';
import { addSuperAdmin, endAccountSessions, restoreAccount, suspendAccount } from './account-admin-commands';
import { accountListOf } from './account-admin-queries';
import { AccountFilter, OrganizationFilter } from './account-admin-schema';
import { addDataSource, restoreDataSource, retireDataSource } from './catalogue-commands';
import { catalogue } from './catalogue-queries';
import { inviteFirstManager } from './first-manager-commands';
import { health } from './health-queries';
import { installationOrganizations } from './organization-list-queries';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

async function sessionOf(userId: string): Promise<string> {
  const { rows } = await database.admin.query<{ id: string }>(
    `INSERT INTO user_session (user_id, expires_at) VALUES ($1, now() + interval '1 hour') RETURNING id`,
    [userId],
  );
  return rows[0]!.id;
}

const everyOrganization = (filter: object = {}) =>
  installationOrganizations(OrganizationFilter.parse(filter));

describe('what the installation shows of itself', () => {
  test('every organization with its place, and whether somebody manages it', async () => {
    const lonely = await insertOrganization(database.admin, null);
    const { rows: organizations } = await ask(everyOrganization(), again(world.superAdmin));
    const parent = organizations.find(({ id }) => id === world.parentId);
    const found = organizations.find(({ id }) => id === world.organizationId);
    expect(found).toMatchObject({ path: [parent?.name], practitioners: 3, isManaged: true });
    expect(organizations.find(({ id }) => id === lonely)).toMatchObject({
      isManaged: false,
      invitedManager: null,
    });
  });

  test('organizations come in pages, parents before their children, each once', async () => {
    const top = await insertOrganization(database.admin, null);
    const name = `Paged ${top}`;
    await database.admin.query('UPDATE organization SET name = $1 WHERE id = $2', [name, top]);
    for (let n = 0; n < 60; n += 1)
      await database.admin.query('INSERT INTO organization (parent_id, name) VALUES ($1, $2)', [
        top,
        `${name} ${n}`,
      ]);
    const first = await ask(everyOrganization({ q: name }), again(world.superAdmin));
    expect(first).toMatchObject({ total: 61, rows: { length: 50 } });
    expect(first.rows[0]).toMatchObject({ id: top, path: [], below: 60 });
    expect(first.rows[1]).toMatchObject({ path: [name], below: 0 });
    const rest = await ask(everyOrganization({ q: name, after: first.nextCursor }), again(world.superAdmin));
    expect(rest.nextCursor).toBeNull();
    expect(new Set([...first.rows, ...rest.rows].map(({ id }) => id)).size).toBe(61);
    expect((await ask(everyOrganization({ q: '%' }), again(world.superAdmin))).rows).toEqual([]);
  });

  test('accounts, found by name, kind and state', async () => {
    const filter = AccountFilter.parse({ type: 'super_admin', q: world.superAdmin.userId.slice(0, 8) });
    const { rows, counts } = await ask(accountListOf(filter), again(world.superAdmin));
    expect(rows).toMatchObject([{ id: world.superAdmin.userId, userType: 'super_admin', suspendedAt: null }]);
    expect(counts.find(({ userType }) => userType === 'patient')?.total).toBe(1);
    const none = AccountFilter.parse({ q: '%' });
    expect((await ask(accountListOf(none), again(world.superAdmin))).rows).toEqual([]);
  });

  test('its health in figures, the catalogue, and its own log', async () => {
    const figures = await ask(health, again(world.superAdmin));
    expect(figures.databaseBytes).toBeGreaterThan(1_000_000);
    expect(figures.version).toMatch(/^\d+\.\d+\.\d+/);
    const { scopes, sources } = await ask(catalogue, again(world.superAdmin));
    expect(scopes.map(({ code }) => code)).toContain('omh:blood-glucose:4.0');
    expect(sources.length).toBeGreaterThan(0);
    const { events } = await ask(installationLogOf(InstallationLogFilter.parse({})), again(world.superAdmin));
    expect(events.map(({ action }) => action)).toContain('account.listed');
  });

  const PAGES = [everyOrganization(), accountListOf(AccountFilter.parse({})), health, catalogue] as const;

  test.each(['manager', 'viewer', 'patient'] as const)('nothing of it to a %s, on record', async (who) => {
    for (const page of [...PAGES, installationLogOf({ before: undefined })]) {
      const principal = again(world[who]);
      expect(await refusalOf(ask(page as (typeof PAGES)[0], principal)), page.name).toBe('NOT_FOUND');
      expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([
        { action: 'access.refused', layer: 'user-type', operation: page.name },
      ]);
    }
  });
});

describe('the top of a tree', () => {
  test('is archived with everything below it, and restored, on record', async () => {
    const top = await insertOrganization(database.admin, null);
    const child = await insertOrganization(database.admin, top);
    const admin = again(world.superAdmin);
    await execute(archiveTopOrganization, admin, { organizationId: top, version: 1 });
    expect(await recordedBy(database.admin, admin.requestId)).toMatchObject([
      { action: 'organization.archived', outcome: 'success' },
    ]);
    const parentOf = { parentId: child, name: 'Nothing new', type: 'ward', contact: '' };
    const manager = await insertPerson(database.admin, 'practitioner');
    await database.admin.query('ALTER TABLE membership DISABLE TRIGGER membership_not_in_archive');
    await database.admin.query(
      `INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, 'manager')`,
      [top, manager.userId],
    );
    await database.admin.query('ALTER TABLE membership ENABLE TRIGGER membership_not_in_archive');
    expect(await refusalOf(execute(createOrganization, again(manager), parentOf))).toBe('CONFLICT');
    const stale = { organizationId: top, version: 1 };
    expect(await refusalOf(execute(restoreTopOrganization, again(world.superAdmin), stale))).toBe('CONFLICT');
    await execute(restoreTopOrganization, again(world.superAdmin), { organizationId: top, version: 2 });
    expect(await refusalOf(execute(createOrganization, again(manager), parentOf))).toBeNull();
  });

  test('only: what stands below it belongs to whoever manages what is above it', async () => {
    const child = await insertOrganization(database.admin, world.parentId);
    const input = { organizationId: child, version: 1 };
    expect(await refusalOf(execute(archiveTopOrganization, again(world.superAdmin), input))).toBe('CONFLICT');
    expect(await refusalOf(execute(restoreTopOrganization, again(world.superAdmin), input))).toBe('CONFLICT');
  });

  test.each(['headManager', 'patient'] as const)('is nothing for a %s to archive', async (who) => {
    const before = await rowCounts(database.admin);
    for (const each of [archiveTopOrganization, restoreTopOrganization]) {
      const principal = again(world[who]);
      const input = { organizationId: world.parentId, version: 1 };
      expect(await refusalOf(execute(each, principal, input))).toBe('NOT_FOUND');
      expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([{ layer: 'user-type' }]);
    }
    expect(await rowCounts(database.admin)).toEqual(before);
  });
});

describe('accounts', () => {
  test('suspended: every session ends at once, and no new one begins until it is restored', async () => {
    const person = await insertPerson(database.admin, 'practitioner');
    const sessionId = await sessionOf(person.userId);
    expect(await liveSession(sessionId)).not.toBeNull();
    const principal = again(world.superAdmin);
    await execute(suspendAccount, principal, { accountId: person.userId });
    expect(await liveSession(sessionId)).toBeNull();
    expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([
      { action: 'account.suspended' },
    ]);
    expect(await liveSession(await sessionOf(person.userId))).toBeNull();
    await execute(restoreAccount, again(world.superAdmin), { accountId: person.userId });
    expect(await liveSession(await sessionOf(person.userId))).not.toBeNull();
    expect(await liveSession(sessionId)).toBeNull();
  });

  test('sessions can be ended alone', async () => {
    const person = await insertPerson(database.admin, 'patient');
    const sessions = [await sessionOf(person.userId), await sessionOf(person.userId)];
    const input = { accountId: person.userId };
    expect(await execute(endAccountSessions, again(world.superAdmin), input)).toEqual({ ended: 2 });
    for (const id of sessions) expect(await liveSession(id)).toBeNull();
  });

  test('nobody suspends themselves', async () => {
    const own = { accountId: world.superAdmin.userId };
    expect(await refusalOf(execute(suspendAccount, again(world.superAdmin), own))).toBe('CONFLICT');
  });

  test('of the last two administrators who suspend each other at once, one stays', async () => {
    const { id: secondId } = await execute(addSuperAdmin, again(world.superAdmin), {
      name: 'Second',
      email: 'second.admin@example.org',
    });
    const second = { ...again(world.superAdmin), userId: secondId };
    const outcomes = await Promise.allSettled([
      execute(suspendAccount, again(world.superAdmin), { accountId: secondId }),
      execute(suspendAccount, second, { accountId: world.superAdmin.userId }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { rows } = await database.admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM user_account WHERE user_type = 'super_admin' AND suspended_at IS NULL`,
    );
    expect(rows[0]!.n).toBe(1);
    await database.admin.query(`UPDATE user_account SET suspended_at = NULL WHERE id = $1`, [
      world.superAdmin.userId,
    ]);
  });

  test('an address has one account', async () => {
    const input = { name: 'Twice', email: 'twice@example.org' };
    await execute(addSuperAdmin, again(world.superAdmin), input);
    expect(await refusalOf(execute(addSuperAdmin, again(world.superAdmin), input))).toBe('INVALID_INPUT');
  });

  test.each(['manager', 'patient'] as const)('are nothing for a %s to change', async (who) => {
    const before = await rowCounts(database.admin);
    const input = { accountId: world.viewer.userId };
    for (const change of [suspendAccount, restoreAccount, endAccountSessions])
      expect(await refusalOf(execute(change as typeof suspendAccount, again(world[who]), input))).toBe(
        'NOT_FOUND',
      );
    expect(await rowCounts(database.admin)).toEqual(before);
    const { rows } = await database.admin.query(
      'SELECT 1 FROM user_account WHERE id = $1 AND suspended_at IS NULL',
      [world.viewer.userId],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('the first manager', () => {
  test('is invited to an organization that nobody manages', async () => {
    const organizationId = await insertOrganization(database.admin, null);
    const input = { organizationId, email: 'first@example.org' };
    const { link } = await execute(inviteFirstManager, again(world.superAdmin), input);
    expect(link).toContain('/invite/');
    const { rows } = await database.admin.query(
      `SELECT role::text, email FROM invitation WHERE organization_id = $1 AND revoked_at IS NULL`,
      [organizationId],
    );
    expect(rows).toEqual([{ role: 'manager', email: 'first@example.org' }]);
  });

  test('is nobody’s to invite where there is a manager, here or above', async () => {
    const input = { organizationId: world.organizationId, email: 'second@example.org' };
    expect(await refusalOf(execute(inviteFirstManager, again(world.superAdmin), input))).toBe('CONFLICT');
    const lonely = { ...input, organizationId: await insertOrganization(database.admin, null) };
    expect(await refusalOf(execute(inviteFirstManager, again(world.manager), lonely))).toBe('NOT_FOUND');
  });
});

describe('data sources', () => {
  test('are added once, retired and taken up again', async () => {
    const input = { name: 'Acme scale', kind: 'device' } as const;
    const { id } = await execute(addDataSource, again(world.superAdmin), input);
    expect(await refusalOf(execute(addDataSource, again(world.superAdmin), input))).toBe('INVALID_INPUT');
    await execute(retireDataSource, again(world.superAdmin), { dataSourceId: id });
    const retired = (await ask(catalogue, again(world.superAdmin))).sources.find(
      (source) => source.id === id,
    );
    expect(retired).toMatchObject({ isRetired: true });
    expect(await refusalOf(execute(retireDataSource, again(world.superAdmin), { dataSourceId: id }))).toBe(
      'CONFLICT',
    );
    await execute(restoreDataSource, again(world.superAdmin), { dataSourceId: id });
    expect(await refusalOf(execute(addDataSource, again(world.manager), { ...input, name: 'Other' }))).toBe(
      'NOT_FOUND',
    );
  });
});
