import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { lettersTo, liveSessions, person, recorded, refusal, session, type Person } from './account-world';
import { hashPassword, passwordMatches } from './password';
import { closeLimits } from './rate-limit';
import { askRecovery, finishRecovery, isOpenRecovery, type Asker } from './recover-password';

const NEW = 'a password that is new';
let database: TestDatabase;
let passwordHash: string;

beforeAll(async () => {
  database = await testDatabase();
  passwordHash = await hashPassword('the forgotten one');
});
afterAll(async () => {
  await closeLimits();
  await database.close();
});

let place = 0;
const asker = (): Asker => ({ requestId: randomUUID(), address: `203.0.113.${(place += 1)}` });

async function linkOf({ email }: Person): Promise<string> {
  await askRecovery({ email }, asker());
  const [, token] = /\/recover\/([\w-]{43})/.exec((await lettersTo(database, email)).at(-1) ?? '') ?? [];
  return token ?? '';
}

async function matches({ userId }: Person, password: string): Promise<boolean> {
  const { rows } = await database.admin.query<{ hash: string }>(
    'SELECT password_hash AS hash FROM user_account WHERE id = $1',
    [userId],
  );
  return passwordMatches(password, rows[0]!.hash);
}

const keysOf = async ({ userId }: Person) => {
  const { rows } = await database.admin.query<Record<string, unknown>>(
    `SELECT (SELECT jsonb_agg(k ORDER BY k.version) FROM user_key k WHERE k.user_id = $1) AS keys,
            (SELECT jsonb_agg(s ORDER BY s.id) FROM unlock_slot s WHERE s.user_id = $1) AS slots`,
    [userId],
  );
  return rows;
};

describe('asking', () => {
  test('answers the same for an account, for none, and for a suspended one; only the first gets a letter', async () => {
    const known = await person(database, { passwordHash });
    const suspended = await person(database, { passwordHash, isSuspended: true });
    const nobody = `${randomUUID()}@example.org`;
    for (const email of [known.email, suspended.email, nobody])
      await expect(askRecovery({ email }, asker())).resolves.toBeUndefined();
    expect(await lettersTo(database, known.email)).toHaveLength(1);
    expect(await lettersTo(database, suspended.email)).toEqual([]);
    expect(await lettersTo(database, nobody)).toEqual([]);
  });

  test('stops after three letters an hour to one address, with an account or without', async () => {
    const known = await person(database, { passwordHash });
    for (const email of [known.email, `${randomUUID()}@example.org`]) {
      for (let n = 0; n < 3; n += 1) await askRecovery({ email }, asker());
      expect((await refusal(askRecovery({ email }, asker()))).code).toBe('RATE_LIMITED');
    }
    expect(await lettersTo(database, known.email)).toHaveLength(3);
  });

  test('the link is not in the database', async () => {
    const who = await person(database, { passwordHash });
    const token = await linkOf(who);
    const { rows } = await database.admin.query<{ text: string }>(
      'SELECT row_to_json(r)::text AS text FROM password_recovery r WHERE user_id = $1',
      [who.userId],
    );
    expect(rows[0]!.text).not.toContain(token);
  });
});

describe('the link', () => {
  test('sets a password once, ends every session, and leaves the keys alone', async () => {
    const who = await person(database, { passwordHash });
    await session(database, who.userId);
    await database.admin.query(
      `INSERT INTO unlock_slot (user_id, kind, kdf, wrapped_user_master_key) VALUES ($1, 'recovery', '{}', $2)`,
      [who.userId, Buffer.alloc(60, 7)],
    );
    const before = await keysOf(who);
    const token = await linkOf(who);
    const by = asker();
    await finishRecovery({ token, password: NEW }, by);
    expect(await matches(who, NEW)).toBe(true);
    expect(await liveSessions(database, who.userId)).toEqual([]);
    expect(await keysOf(who)).toEqual(before);
    expect(await recorded(database, by.requestId)).toEqual(['password.recovered success']);
    const again = asker();
    expect((await refusal(finishRecovery({ token, password: 'yet another one!' }, again))).code).toBe(
      'NOT_FOUND',
    );
    expect(await recorded(database, again.requestId)).toEqual(['password.recovered refused']);
    expect(await matches(who, NEW)).toBe(true);
  });

  test('an older link dies with the use of a newer one', async () => {
    const who = await person(database, { passwordHash });
    const older = await linkOf(who);
    const newer = await linkOf(who);
    await finishRecovery({ token: newer, password: NEW }, asker());
    expect(await isOpenRecovery(older)).toBe(false);
    expect((await refusal(finishRecovery({ token: older, password: 'something else' }, asker()))).code).toBe(
      'NOT_FOUND',
    );
  });

  test('too old, of a suspended account, or made up, it sets nothing', async () => {
    const late = await person(database, { passwordHash });
    const lateToken = await linkOf(late);
    await database.admin.query(
      `UPDATE password_recovery SET expires_at = now() - interval '1 second' WHERE user_id = $1`,
      [late.userId],
    );
    const gone = await person(database, { passwordHash });
    const goneToken = await linkOf(gone);
    await database.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [gone.userId]);
    for (const token of [lateToken, goneToken, 'A'.repeat(43), 'short'])
      expect((await refusal(finishRecovery({ token, password: NEW }, asker()))).code).toBe('NOT_FOUND');
    expect(await matches(late, NEW)).toBe(false);
    expect(await matches(gone, NEW)).toBe(false);
  });

  test('used twice at the same moment it sets one password', async () => {
    const who = await person(database, { passwordHash });
    const token = await linkOf(who);
    const results = await Promise.allSettled(
      [1, 2, 3].map((n) => finishRecovery({ token, password: `${NEW} ${n}` }, asker())),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('guessing stops after twenty from one place', async () => {
    const here = asker();
    const guess = () => refusal(finishRecovery({ token: 'B'.repeat(43), password: NEW }, here));
    for (let n = 0; n < 20; n += 1) expect((await guess()).code).toBe('NOT_FOUND');
    expect((await guess()).code).toBe('RATE_LIMITED');
  });
});
