import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '@/lib/authorization/permissions';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { organizationTarget } from '@/lib/organizations/organization-store';
import { ask } from '@/lib/query';
import { lettersTo, liveSessions, person, recorded, refusal, type Person } from './account-world';
import { decideFactorReset, factorSettings, requireSecondFactor } from './factor-policy';
import { closeLimits } from './rate-limit';
import { askReset } from './second-step';

let database: TestDatabase;
let hospital: string;
let clinic: string;
let elsewhere: string;

beforeAll(async () => {
  database = await testDatabase();
  hospital = await organization('Hospital', null);
  clinic = await organization('Clinic', hospital);
  elsewhere = await organization('Elsewhere', null);
});
afterAll(async () => {
  await closeLimits();
  await database.close();
});

async function organization(name: string, parentId: string | null): Promise<string> {
  const { rows } = await database.admin.query<{ id: string }>(
    'INSERT INTO organization (name, parent_id) VALUES ($1, $2) RETURNING id',
    [name, parentId],
  );
  return rows[0]!.id;
}

/** Each act in a request of its own, so that its record can be told apart. */
async function member(organizationId: string, role: Role): Promise<Person> {
  const who = await person(database, { userType: 'practitioner' });
  await database.admin.query('INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, $3)', [
    organizationId,
    who.userId,
    role,
  ]);
  return who;
}
const fresh = (who: Person): Person => ({ ...who, requestId: randomUUID() });
const showFactor = ({ sessionId }: Person) =>
  database.admin.query('UPDATE user_session SET factor_at = now() WHERE id = $1', [sessionId]);
const seesClinic = (who: Person) =>
  ask(
    {
      name: 'organization.look',
      permission: 'organization.read',
      find: (tx) => organizationTarget(tx, clinic),
      read: () => Promise.resolve(true),
    },
    who,
  );

describe('an organization that requires a second factor', () => {
  test('keeps out who has shown none, below it too, at the first layer and on record; a stranger learns nothing', async () => {
    const [boss, colleague, stranger] = [
      await member(hospital, 'manager'),
      await member(clinic, 'viewer'),
      await member(elsewhere, 'manager'),
    ];
    expect(await seesClinic(colleague)).toBe(true);
    const require = { organizationId: hospital, isRequired: true };
    expect((await refusal(execute(requireSecondFactor, boss, require))).code).toBe('CONFLICT');
    await showFactor(boss);
    await execute(requireSecondFactor, boss, require);
    const at = fresh(colleague);
    expect((await refusal(seesClinic(at))).code).toBe('FACTOR_REQUIRED');
    expect(await recorded(database, at.requestId)).toEqual(['access.refused refused']);
    expect((await refusal(seesClinic(stranger))).code).toBe('NOT_FOUND');
    await showFactor(colleague);
    expect(await seesClinic(colleague)).toBe(true);
    await execute(requireSecondFactor, boss, { ...require, isRequired: false });
  });

  test('is made so by its managers only', async () => {
    for (const [who, code] of [
      [await member(clinic, 'member'), 'FORBIDDEN'],
      [await member(elsewhere, 'manager'), 'NOT_FOUND'],
      [await person(database), 'NOT_FOUND'],
    ] as const)
      expect(
        (await refusal(execute(requireSecondFactor, who, { organizationId: clinic, isRequired: true }))).code,
      ).toBe(code);
  });
});

/** Somebody with a code app and a request to have it taken away. */
async function lost(who: Person): Promise<string> {
  await database.admin.query(
    `INSERT INTO totp_factor (user_id, secret, confirmed_at) VALUES ($1, '\\x00', now())`,
    [who.userId],
  );
  const { sessionId: id, userId, userType, email, requestId } = who;
  await askReset({ id, userId, userType, email, requestId, name: 'Somebody', locale: 'en', userAgent: null });
  const { rows } = await database.admin.query<{ id: string }>(
    'SELECT id FROM factor_reset WHERE user_id = $1 AND decided_at IS NULL',
    [userId],
  );
  return rows[0]!.id;
}
const hasApp = async ({ userId }: Person) =>
  (await database.admin.query('SELECT FROM totp_factor WHERE user_id = $1', [userId])).rowCount === 1;

describe('a lost second factor', () => {
  test('is taken away by a manager above, ends every session, and the owner gets a letter', async () => {
    const [boss, who] = [await member(hospital, 'manager'), await member(clinic, 'viewer')];
    const requestId = await lost(who);
    const { requests } = await ask(factorSettings(hospital), boss);
    expect(requests.map(({ id }) => id)).toContain(requestId);
    const by = fresh(boss);
    await execute(decideFactorReset, by, { organizationId: hospital, requestId, decision: 'reset' });
    expect(await hasApp(who)).toBe(false);
    expect(await liveSessions(database, who.userId)).toEqual([]);
    expect(await recorded(database, by.requestId)).toEqual(['factor.reset success']);
    expect((await lettersTo(database, who.email)).at(-1)).toContain('A manager took away');
    const again = execute(decideFactorReset, boss, {
      organizationId: hospital,
      requestId,
      decision: 'reset',
    });
    expect((await refusal(again)).code).toBe('NOT_FOUND');
  });

  test('stays when a manager refuses, and the owner is told', async () => {
    const [boss, who] = [await member(clinic, 'manager'), await member(clinic, 'member')];
    const requestId = await lost(who);
    await execute(decideFactorReset, boss, { organizationId: clinic, requestId, decision: 'refused' });
    expect(await hasApp(who)).toBe(true);
    expect((await lettersTo(database, who.email)).at(-1)).toContain('said no');
  });

  test('is not for oneself, a member, a manager of another organization, nor through an organization of one’s own', async () => {
    const [boss, who] = [await member(clinic, 'manager'), await member(clinic, 'viewer')];
    const [own, requestId] = [await lost(boss), await lost(who)];
    const stranger = await member(elsewhere, 'manager');
    const decide = (as: Person, organizationId: string, id: string) =>
      refusal(execute(decideFactorReset, as, { organizationId, requestId: id, decision: 'reset' }));
    expect((await decide(boss, clinic, own)).code).toBe('NOT_FOUND');
    expect((await decide(await member(clinic, 'member'), clinic, requestId)).code).toBe('FORBIDDEN');
    expect((await decide(stranger, clinic, requestId)).code).toBe('NOT_FOUND');
    expect((await decide(stranger, elsewhere, requestId)).code).toBe('NOT_FOUND');
    expect((await ask(factorSettings(elsewhere), stranger)).requests).toEqual([]);
    expect(await hasApp(boss)).toBe(true);
    expect(await hasApp(who)).toBe(true);
  });

  test('decided by two managers at the same moment is decided once', async () => {
    const [one, two, who] = [
      await member(clinic, 'manager'),
      await member(clinic, 'manager'),
      await member(clinic, 'viewer'),
    ];
    const requestId = await lost(who);
    const results = await Promise.allSettled([
      execute(decideFactorReset, one, { organizationId: clinic, requestId, decision: 'reset' }),
      execute(decideFactorReset, two, { organizationId: clinic, requestId, decision: 'refused' }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
