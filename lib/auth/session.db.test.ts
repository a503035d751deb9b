import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { changeLocale } from '@/lib/accounts/account-commands';
import { ownSecurity } from '@/lib/accounts/account-queries';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { env } from '@/lib/env';
import { ask } from '@/lib/query';
import { currentAccount, currentPrincipal } from './session';
import { endOtherSessions, endSession } from './session-commands';

// The framework's request, not ours: the cookie and headers of whoever asks.
const request = vi.hoisted(() => ({ cookie: undefined as string | undefined, requestId: '' }));
vi.mock('next/headers', () => ({
  cookies: () =>
    Promise.resolve({
      get: (name: string) =>
        request.cookie !== undefined && name === 'wellkept-session'
          ? { name, value: request.cookie }
          : undefined,
    }),
  headers: () => Promise.resolve(new Headers({ 'x-request-id': request.requestId })),
}));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  request.requestId = randomUUID();
  request.cookie = undefined;
});

type Person = { userId: string; sessionId: string };

async function person(userType = 'practitioner'): Promise<Person> {
  const { rows } = await database.admin.query<{ id: string }>(
    `INSERT INTO user_account (user_type, email, name) VALUES ($1::user_type, $2, 'Somebody') RETURNING id`,
    [userType, `${randomUUID()}@example.org`],
  );
  const userId = rows[0]!.id;
  return { userId, sessionId: await sessionFor(userId) };
}

async function sessionFor(userId: string): Promise<string> {
  const { rows } = await database.admin.query<{ id: string }>(
    `INSERT INTO user_session (user_id, expires_at) VALUES ($1, now() + interval '1 hour') RETURNING id`,
    [userId],
  );
  return rows[0]!.id;
}

const cookieFor = (claims: object, secret = env().SESSION_SECRET, maxAge = 60) =>
  encode({ token: { ...claims }, secret, maxAge });

async function become({ sessionId }: Person): Promise<void> {
  request.cookie = await cookieFor({ sid: sessionId });
}

async function principalOf(who: Person) {
  await become(who);
  const principal = await currentPrincipal();
  if (!principal) throw new Error('no session');
  return principal;
}

async function recorded(requestId: string) {
  const { rows } = await database.admin.query<Record<string, unknown>>(
    'SELECT action, outcome, refused_layer, resource_id FROM audit.event WHERE request_id = $1 ORDER BY id',
    [requestId],
  );
  return rows;
}

describe('who asks', () => {
  test('comes from the row that the cookie names', async () => {
    const who = await person('patient');
    await become(who);
    expect(await currentPrincipal()).toEqual({
      userId: who.userId,
      userType: 'patient',
      sessionId: who.sessionId,
      requestId: request.requestId,
      ceiling: 'session',
      suspended: false,
    });
    expect(await currentAccount()).toMatchObject({ id: who.userId, name: 'Somebody', locale: 'en' });
  });

  test('an id of the request that is no id is replaced', async () => {
    await become(await person());
    request.requestId = 'not-an-id';
    expect((await currentPrincipal())?.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  test('is nobody without a cookie of ours', async () => {
    const { sessionId, userId } = await person();
    const cookies = [
      undefined,
      '',
      'nonsense',
      sessionId,
      await cookieFor({ sid: sessionId }, 'another secret of more than 32 characters'),
      await cookieFor({ sid: sessionId }, undefined, -60),
      await cookieFor({ sid: randomUUID() }),
      await cookieFor({ sid: "' OR true --" }),
      await cookieFor({ sub: userId }),
      await cookieFor({ sid: sessionId }).then((cookie) => `${cookie.slice(0, -4)}AAAA`),
    ];
    for (const cookie of cookies) {
      request.cookie = cookie;
      expect(await currentPrincipal(), cookie ?? 'none').toBeNull();
      expect(await currentAccount()).toBeNull();
    }
  });

  test.each([
    ['revoked', 'UPDATE user_session SET revoked_at = now() WHERE user_id = $1'],
    ['expired', `UPDATE user_session SET expires_at = now() - interval '1 second' WHERE user_id = $1`],
    ['of a suspended account', 'UPDATE user_account SET suspended_at = now() WHERE id = $1'],
  ])('is nobody at the very next request when the session is %s', async (_name, change) => {
    const who = await person();
    await become(who);
    expect(await currentPrincipal()).not.toBeNull();
    await database.admin.query(change, [who.userId]);
    expect(await currentPrincipal()).toBeNull();
  });

  test('use prolongs a session, and is written at most once a minute', async () => {
    const who = await person();
    const read = async () => {
      const { rows } = await database.admin.query<{ seen: Date; left: number }>(
        `SELECT last_seen_at AS seen, extract(epoch FROM expires_at - now())::int AS left FROM user_session WHERE id = $1`,
        [who.sessionId],
      );
      return rows[0]!;
    };
    await become(who);
    const before = await read();
    await currentPrincipal();
    expect((await read()).seen).toEqual(before.seen);
    await database.admin.query(
      `UPDATE user_session SET last_seen_at = now() - interval '61 seconds' WHERE id = $1`,
      [who.sessionId],
    );
    await currentPrincipal();
    const after = await read();
    expect(after.seen.getTime()).toBeGreaterThan(before.seen.getTime());
    expect(after.left).toBeGreaterThan(12 * 3600 - 30);
  });
});

describe('ending sessions', () => {
  test('one’s own, here: at once and on record', async () => {
    const who = await person();
    const principal = await principalOf(who);
    await execute(endSession, principal, { sessionId: who.sessionId });
    expect(await currentPrincipal()).toBeNull();
    expect(await recorded(principal.requestId)).toEqual([
      { action: 'session.ended', outcome: 'success', refused_layer: null, resource_id: who.sessionId },
    ]);
  });

  test('everywhere else: this one stays', async () => {
    const who = await person();
    const others = [await sessionFor(who.userId), await sessionFor(who.userId)];
    const stranger = await person();
    const principal = await principalOf(who);
    expect(await execute(endOtherSessions, principal, {})).toEqual({ ended: 2 });
    const { sessions } = await ask(ownSecurity, principal);
    expect(sessions.map(({ id }) => id)).toEqual([who.sessionId]);
    const events = await recorded(principal.requestId);
    expect(new Set(events.map((event) => event['resource_id']))).toEqual(new Set(others));
    await become(stranger);
    expect(await currentPrincipal()).not.toBeNull();
  });

  test('with none elsewhere is on record too', async () => {
    const who = await person();
    const principal = await principalOf(who);
    expect(await execute(endOtherSessions, principal, {})).toEqual({ ended: 0 });
    expect(await recorded(principal.requestId)).toMatchObject([
      { action: 'session.ended', resource_id: who.userId },
    ]);
  });

  test.each(['practitioner', 'patient', 'super_admin'])(
    'somebody else’s is refused to a %s, on record, and nothing changes',
    async (userType) => {
      const victim = await person();
      const principal = await principalOf(await person(userType));
      await expect(execute(endSession, principal, { sessionId: victim.sessionId })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await recorded(principal.requestId)).toMatchObject([
        { action: 'access.refused', outcome: 'refused', refused_layer: 'organization-membership' },
      ]);
      await become(victim);
      expect(await currentPrincipal()).not.toBeNull();
    },
  );

  test('an ended, a made-up and a malformed one are told apart from nothing', async () => {
    const who = await person();
    const ended = await sessionFor(who.userId);
    await database.admin.query('UPDATE user_session SET revoked_at = now() WHERE id = $1', [ended]);
    const principal = await principalOf(who);
    for (const sessionId of [ended, randomUUID()]) {
      await expect(execute(endSession, principal, { sessionId })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    await expect(execute(endSession, principal, { sessionId: '1' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(execute(endSession, null, { sessionId: ended })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

describe('the account', () => {
  test('keeps its language', async () => {
    const who = await person('patient');
    const principal = await principalOf(who);
    await execute(changeLocale, principal, { locale: 'es' });
    expect((await currentAccount())?.locale).toBe('es');
    expect(await recorded(principal.requestId)).toMatchObject([
      { action: 'account.changed', resource_id: who.userId },
    ]);
    await expect(execute(changeLocale, principal, { locale: 'xx' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

test('while the database is away nobody has a session, and nobody is sent to sign in again', async () => {
  await become(await person());
  const name = new URL(database.adminUrl).pathname.slice(1);
  await database.admin.query(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
  await database.admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = 'wellkept_app'`,
    [name],
  );
  await expect(currentPrincipal()).rejects.toMatchObject({ code: 'UNAVAILABLE', digest: 'UNAVAILABLE' });
  await database.admin.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);
  expect(await currentPrincipal()).not.toBeNull();
});
