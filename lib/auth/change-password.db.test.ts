import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { lettersTo, liveSessions, person, recorded, refusal, session } from './account-world';
import { changePassword } from './change-password';
import { hashPassword, passwordMatches } from './password';
import { closeLimits } from './rate-limit';

const NOW = 'the password of now';
const NEXT = 'another one instead';
let database: TestDatabase;
let passwordHash: string;

beforeAll(async () => {
  database = await testDatabase();
  passwordHash = await hashPassword(NOW);
});
afterAll(async () => {
  await closeLimits();
  await database.close();
});

async function stored(userId: string): Promise<string | null> {
  const { rows } = await database.admin.query<{ hash: string | null }>(
    'SELECT password_hash AS hash FROM user_account WHERE id = $1',
    [userId],
  );
  return rows[0]!.hash;
}

describe('changing a password', () => {
  test('needs the present one, ends every other session, is on record, and the owner gets a letter', async () => {
    const who = await person(database, { passwordHash });
    const other = await session(database, who.userId);
    expect(await changePassword(who, { current: NOW, next: NEXT })).toEqual({ ended: 1 });
    const after = await stored(who.userId);
    expect(await passwordMatches(NEXT, after)).toBe(true);
    expect(await passwordMatches(NOW, after)).toBe(false);
    expect(await liveSessions(database, who.userId)).toEqual([who.sessionId]);
    expect(await liveSessions(database, who.userId)).not.toContain(other);
    expect(await recorded(database, who.requestId)).toEqual([
      'password.changed success',
      'session.ended success',
    ]);
    expect(await lettersTo(database, who.email)).toEqual([expect.stringContaining('was changed')]);
  });

  test('with a wrong one changes nothing, is on record, and stops after five', async () => {
    const who = await person(database, { passwordHash });
    await session(database, who.userId);
    for (let guess = 0; guess < 5; guess += 1) {
      const error = await refusal(changePassword(who, { current: 'not it', next: NEXT }));
      expect([error.code, error.fields]).toEqual([
        'INVALID_INPUT',
        { current: ['This is not your password.'] },
      ]);
    }
    expect((await refusal(changePassword(who, { current: NOW, next: NEXT }))).code).toBe('RATE_LIMITED');
    expect(await stored(who.userId)).toBe(passwordHash);
    expect(await liveSessions(database, who.userId)).toHaveLength(2);
    expect(await recorded(database, who.requestId)).toEqual(
      Array.from({ length: 5 }, () => 'password.changed refused'),
    );
  });

  test('refuses a short one before it asks anything', async () => {
    const who = await person(database, { passwordHash });
    const error = await refusal(changePassword(who, { current: NOW, next: 'short' }));
    expect(error.fields).toEqual({ next: ['Use 12 characters or more.'] });
    expect(await stored(who.userId)).toBe(passwordHash);
  });

  test('two at the same time: one wins', async () => {
    const who = await person(database, { passwordHash });
    const results = await Promise.allSettled([
      changePassword(who, { current: NOW, next: `${NEXT} 1` }),
      changePassword(who, { current: NOW, next: `${NEXT} 2` }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
