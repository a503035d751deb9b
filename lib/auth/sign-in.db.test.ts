import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NIL } from '@/lib/db/transaction';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { AppError } from '@/lib/errors';
import { hashPassword } from './password';
import { closeLimits, TooManyAttempts } from './rate-limit';
import { liveSession } from './session-store';
import { signIn, SIGN_IN_LIMITS, type Attempt } from './sign-in';

const PASSWORD = 'the right password';
let database: TestDatabase;
let passwordHash: string;

beforeAll(async () => {
  database = await testDatabase();
  passwordHash = await hashPassword(PASSWORD);
});
afterAll(async () => {
  await closeLimits();
  await database.close();
});

type NewAccount = { suspended?: boolean; userType?: string; hasPassword?: boolean };

async function account({
  suspended = false,
  userType = 'practitioner',
  hasPassword = true,
}: NewAccount = {}) {
  const email = `${randomUUID()}@example.org`;
  const { rows } = await database.admin.query<{ id: string }>(
    `INSERT INTO user_account (user_type, email, name, password_hash, suspended_at)
     VALUES ($1::user_type, $2, 'Somebody', $3, $4) RETURNING id`,
    [userType, email, hasPassword ? passwordHash : null, suspended ? new Date() : null],
  );
  return { id: rows[0]!.id, email };
}

let address = 0;
/** Each from a place of its own, so that one test's guesses do not count in another's. */
const attempt = (email: string, more: Partial<Attempt> = {}): Attempt => ({
  email,
  password: PASSWORD,
  requestId: randomUUID(),
  address: `198.51.100.${(address += 1)}`,
  userAgent: 'Test/1.0',
  replaces: null,
  ...more,
});

async function refusal(made: Attempt): Promise<AppError> {
  return signIn(made).then(
    () => Promise.reject(new Error('was let in')),
    (error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    },
  );
}

async function events(requestId: string) {
  const { rows } = await database.admin.query<Record<string, unknown>>(
    `SELECT action, outcome, actor_kind, actor_id, organization_id, refused_layer, resource_kind, resource_id, session_ref
       FROM audit.event WHERE request_id = $1 ORDER BY id`,
    [requestId],
  );
  return rows;
}

async function sessionsOf(userId: string) {
  const { rows } = await database.admin.query<{ id: string; revoked: boolean; hours: number }>(
    `SELECT id, revoked_at IS NOT NULL AS revoked,
            round(extract(epoch FROM expires_at - created_at) / 3600)::int AS hours
       FROM user_session WHERE user_id = $1 ORDER BY created_at`,
    [userId],
  );
  return rows;
}

describe('signing in', () => {
  test.each([
    ['practitioner', 12],
    ['super_admin', 12],
    ['patient', 720],
  ])('a %s gets a session of %i hours without use, on record', async (userType, hours) => {
    const { id, email } = await account({ userType });
    const made = attempt(email);
    const { sessionId } = await signIn(made);
    expect(await liveSession(sessionId)).toMatchObject({ id: sessionId, userId: id, userType });
    expect(await sessionsOf(id)).toEqual([{ id: sessionId, revoked: false, hours }]);
    expect(await events(made.requestId)).toEqual([
      {
        action: 'session.started',
        outcome: 'success',
        actor_kind: userType,
        actor_id: id,
        organization_id: NIL,
        refused_layer: null,
        resource_kind: 'session',
        resource_id: sessionId,
        session_ref: sessionId,
      },
    ]);
  });

  test('a browser that had a session gets a new one, and the old one ends: nothing is carried over', async () => {
    const [first, second] = [await account(), await account()];
    const { sessionId: old } = await signIn(attempt(first.email));
    const made = attempt(second.email, { replaces: old });
    const { sessionId: fresh } = await signIn(made);
    expect(fresh).not.toBe(old);
    expect(await liveSession(old)).toBeNull();
    expect(await events(made.requestId)).toMatchObject([
      { action: 'session.ended', actor_id: first.id, resource_id: old },
      { action: 'session.started', actor_id: second.id, resource_id: fresh },
    ]);
  });

  test('a made-up or ended session in the cookie is not in the way', async () => {
    const { email } = await account();
    const { sessionId } = await signIn(attempt(email, { replaces: randomUUID() }));
    expect(sessionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a long name of a browser is cut, not refused', async () => {
    const { email } = await account();
    await expect(signIn(attempt(email, { userAgent: 'x'.repeat(5000) }))).resolves.toBeTruthy();
  });
});

describe('being refused', () => {
  const cases = {
    'a wrong password': async () => ({ ...(await account()), password: 'not it' }),
    'an unknown address': () =>
      Promise.resolve({ id: null, email: 'nobody@example.org', password: PASSWORD }),
    'a wrong password of a suspended account': async () => ({
      ...(await account({ suspended: true })),
      password: 'not it',
    }),
    'an account without a password': async () => ({
      ...(await account({ hasPassword: false })),
      password: PASSWORD,
    }),
  };

  test.each(Object.entries(cases))('%s: the same answer, no session, and on record', async (_name, make) => {
    const { id, email, password } = await make();
    const made = attempt(email, { password });
    const error = await refusal(made);
    expect([error.code, error.message]).toEqual(['UNAUTHENTICATED', 'E-mail or password is not right.']);
    expect(await events(made.requestId)).toEqual([
      {
        action: 'session.refused',
        outcome: 'refused',
        actor_kind: 'anonymous',
        actor_id: NIL,
        organization_id: NIL,
        refused_layer: 'authentication',
        resource_kind: id === null ? null : 'account',
        resource_id: id,
        session_ref: NIL,
      },
    ]);
    if (id !== null) expect(await sessionsOf(id)).toEqual([]);
  });
});

describe('a suspended account', () => {
  test('with the right password is told so, gets no session, and is on record', async () => {
    const { id, email } = await account({ suspended: true });
    const made = attempt(email);
    const error = await refusal(made);
    expect([error.code, error.message]).toEqual(['FORBIDDEN', 'This account is suspended.']);
    expect(await events(made.requestId)).toMatchObject([{ action: 'session.refused', resource_id: id }]);
    expect(await sessionsOf(id)).toEqual([]);
  });

  test('loses a live session at its very next request', async () => {
    const { id, email } = await account();
    const { sessionId } = await signIn(attempt(email));
    expect(await liveSession(sessionId)).not.toBeNull();
    await database.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [id]);
    expect(await liveSession(sessionId)).toBeNull();
  });
});

describe('too many attempts', () => {
  test('from one place at one account stop even the right password, are recorded once, and name the minutes', async () => {
    const { id, email } = await account();
    const place = { address: '203.0.113.1' };
    for (let guess = 0; guess < SIGN_IN_LIMITS.pair.points; guess += 1) {
      await refusal(attempt(email, { ...place, password: 'not it' }));
    }
    const first = attempt(email, place);
    const error = await refusal(first);
    expect(error).toBeInstanceOf(TooManyAttempts);
    expect(error.message).toBe('Too many attempts. Try again in 15 minutes.');
    expect(error.status).toBe(429);
    expect(await events(first.requestId)).toMatchObject([
      { action: 'session.refused', actor_kind: 'anonymous' },
    ]);
    const second = attempt(email, place);
    await refusal(second);
    expect(await events(second.requestId)).toEqual([]);
    expect(await sessionsOf(id)).toEqual([]);
    await expect(signIn(attempt(email)), 'its owner, from elsewhere').resolves.toBeTruthy();
  });

  test('at one account from everywhere stop as well', async () => {
    const { email } = await account();
    const guesses = Array.from({ length: SIGN_IN_LIMITS.account.points }, () =>
      refusal(attempt(email, { password: 'not it' })),
    );
    expect(new Set((await Promise.all(guesses)).map(({ code }) => code))).toEqual(
      new Set(['UNAUTHENTICATED']),
    );
    expect((await refusal(attempt(email))).code).toBe('RATE_LIMITED');
  });

  test('from one place at many accounts stop as well, and others go on', async () => {
    const place = { address: '203.0.113.9' };
    const guesses = Array.from({ length: SIGN_IN_LIMITS.address.points }, (_, n) =>
      refusal(attempt(`nobody-${n}@example.org`, { ...place, password: 'not it' })),
    );
    expect(new Set((await Promise.all(guesses)).map(({ code }) => code))).toEqual(
      new Set(['UNAUTHENTICATED']),
    );
    const { email } = await account();
    expect((await refusal(attempt(email, place))).code).toBe('RATE_LIMITED');
    await expect(signIn(attempt(email))).resolves.toBeTruthy();
  });

  test('guesses sent at the same time are all counted', async () => {
    const { email } = await account();
    const place = { address: '203.0.113.2' };
    const errors = await Promise.all(
      Array.from({ length: 12 }, () => refusal(attempt(email, { ...place, password: 'not it' }))),
    );
    expect(errors.filter(({ code }) => code === 'UNAUTHENTICATED')).toHaveLength(SIGN_IN_LIMITS.pair.points);
  });

  test('the right password clears the count', async () => {
    const { email } = await account();
    const place = { address: '203.0.113.3' };
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 1; guess < SIGN_IN_LIMITS.pair.points; guess += 1) {
        await refusal(attempt(email, { ...place, password: 'not it' }));
      }
      await expect(signIn(attempt(email, place))).resolves.toBeTruthy();
    }
  });

  test('what is stored names nobody', async () => {
    const { email } = await account();
    await refusal(attempt(email, { address: '203.0.113.4', password: 'not it' }));
    const { rows } = await database.admin.query<{ key: string }>('SELECT key FROM rate_limit');
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^sign-in-(address|account|pair):[\w-]{43}$/);
  });
});
