import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { lettersTo, liveSessions, person, recorded, refusal, session, type Person } from './account-world';
import { beginTotp, confirmTotp, removePasskey, removeTotp, renewRecoveryCodes } from './factor-commands';
import { beginTotpWithPassword, finishRegistration, removeWithPassword } from './factor-set-up';
import { askPasskey, showPasskey } from './passkey-step';
import { hashPassword } from './password';
import { closeLimits } from './rate-limit';
import { askReset, showCode, type Waiting } from './second-step';
import { liveSession } from './session-store';
import { signIn } from './sign-in';
import { hotp, stepAt } from './totp';
import { waitingSession } from './waiting-session-store';

const PASSWORD = 'the right password';
let database: TestDatabase;
let passwordHash: string;

beforeAll(async () => {
  // In the middle of a step, so that none ends while a test runs.
  vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / 30_000) * 30_000 + 15_000 });
  database = await testDatabase();
  passwordHash = await hashPassword(PASSWORD);
});
afterAll(async () => {
  vi.useRealTimers();
  await closeLimits();
  await database.close();
});

/** The reverse of base32(), as an authenticator app does it. */
function secretOf(key: string): Uint8Array {
  const bits = Array.from(key, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Uint8Array.from(bits.join('').match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
}
const codeAt = (secret: Uint8Array, ahead = 0) => hotp(secret, stepAt(Date.now()) + ahead);

/** Somebody with a code app; the code of the step before this one was used to confirm it. */
async function withApp() {
  const who = await person(database, { passwordHash, userType: 'practitioner' });
  const { key } = await execute(beginTotp, who, {});
  const secret = secretOf(key);
  const { codes } = await execute(confirmTotp, who, { code: codeAt(secret, -1) });
  return { who, secret, codes: codes ?? [] };
}

let place = 0;
async function afterPassword({ email }: Pick<Person, 'email'>): Promise<Waiting> {
  const { sessionId, awaitsFactor } = await signIn({
    email,
    password: PASSWORD,
    requestId: randomUUID(),
    address: `192.0.2.${(place += 1)}`,
    userAgent: 'Test/1.0',
    replaces: null,
  });
  expect(awaitsFactor).toBe(true);
  const waiting = await waitingSession(sessionId);
  return { ...waiting!, requestId: randomUUID(), userAgent: 'Test/1.0' };
}

describe('setting up', () => {
  test('asks for nothing until a code was typed, then gives ten codes and ends every other session', async () => {
    const who = await person(database, { passwordHash });
    const other = await session(database, who.userId);
    const { key, address } = await execute(beginTotp, who, {});
    expect(address).toContain(key);
    expect(await liveSessions(database, who.userId)).toContain(other);
    expect((await refusal(execute(confirmTotp, who, { code: '000000' }))).fields).toHaveProperty('code');
    const { codes } = await execute(confirmTotp, who, { code: codeAt(secretOf(key)) });
    expect(new Set(codes).size).toBe(10);
    expect(codes?.[0]).toMatch(/^[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}$/);
    expect(await liveSessions(database, who.userId)).toEqual([who.sessionId]);
    expect(await lettersTo(database, who.email)).toEqual([expect.stringContaining('second step')]);
  });

  test('keeps neither the secret nor a recovery code in readable form', async () => {
    const { who, secret, codes } = await withApp();
    const { rows } = await database.admin.query<{ all: string }>(
      `SELECT (SELECT row_to_json(t)::text FROM totp_factor t WHERE user_id = $1)
              || (SELECT string_agg(row_to_json(c)::text, '') FROM factor_recovery_code c WHERE user_id = $1) AS all`,
      [who.userId],
    );
    expect(rows[0]!.all).not.toContain(Buffer.from(secret).toString('hex'));
    for (const code of codes) expect(rows[0]!.all).not.toContain(code);
  });

  test('a second app does not take the place of the first, and a sealed secret of another account opens nothing', async () => {
    const [{ who }, other] = [await withApp(), await withApp()];
    expect((await refusal(execute(beginTotp, who, {}))).code).toBe('CONFLICT');
    await database.admin.query(
      'UPDATE totp_factor SET secret = (SELECT secret FROM totp_factor WHERE user_id = $1) WHERE user_id = $2',
      [other.who.userId, who.userId],
    );
    await expect(showCode(await afterPassword(who), { code: codeAt(other.secret) })).rejects.toThrow();
  });

  test('needs the password, also to remove', async () => {
    const { who } = await withApp();
    for (const attempt of [beginTotpWithPassword, removeWithPassword])
      expect((await refusal(attempt(who, { current: 'not it' }))).fields).toHaveProperty('current');
    await removeWithPassword(who, { current: PASSWORD });
    expect((await refusal(execute(removeTotp, who, {}))).code).toBe('NOT_FOUND');
    expect((await refusal(execute(renewRecoveryCodes, who, {}))).code).toBe('CONFLICT');
    const { rows } = await database.admin.query('SELECT FROM factor_recovery_code WHERE user_id = $1', [
      who.userId,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('signing in with a code', () => {
  test('the password alone is no session; the code makes it one, on record', async () => {
    const { who, secret } = await withApp();
    const waiting = await afterPassword(who);
    expect(await liveSession(waiting.id)).toBeNull();
    await showCode(waiting, { code: codeAt(secret) });
    expect(await liveSession(waiting.id)).toMatchObject({ userId: who.userId });
    expect(await recorded(database, waiting.requestId)).toEqual([
      'factor.shown success',
      'session.started success',
    ]);
  });

  test('a code that was used is refused, and one before it', async () => {
    const { who, secret } = await withApp();
    await showCode(await afterPassword(who), { code: codeAt(secret, 1) });
    const again = await afterPassword(who);
    for (const ahead of [1, 0]) {
      const error = await refusal(showCode(again, { code: codeAt(secret, ahead) }));
      expect(error.code).toBe('INVALID_INPUT');
    }
    expect(await liveSession(again.id)).toBeNull();
    expect(await recorded(database, again.requestId)).toEqual([
      'factor.shown refused',
      'factor.shown refused',
    ]);
  });

  test('of two uses of one code at the same moment one is right', async () => {
    const { who, secret } = await withApp();
    const both = [await afterPassword(who), await afterPassword(who)];
    const code = codeAt(secret);
    const results = await Promise.allSettled(both.map((waiting) => showCode(waiting, { code })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const live = await Promise.all(both.map(({ id }) => liveSession(id)));
    expect(live.filter(Boolean)).toHaveLength(1);
  });

  test('guessing stops after six, for the right code too', async () => {
    const { who, secret } = await withApp();
    const waiting = await afterPassword(who);
    for (let guess = 0; guess < 6; guess += 1)
      expect((await refusal(showCode(waiting, { code: '000000' }))).code).toBe('INVALID_INPUT');
    expect((await refusal(showCode(waiting, { code: codeAt(secret) }))).code).toBe('RATE_LIMITED');
    expect(await liveSession(waiting.id)).toBeNull();
  });

  test('a code of somebody else is refused', async () => {
    const [mine, theirs] = [await withApp(), await withApp()];
    const waiting = await afterPassword(mine.who);
    expect((await refusal(showCode(waiting, { code: codeAt(theirs.secret) }))).code).toBe('INVALID_INPUT');
    expect((await refusal(showCode(waiting, { code: theirs.codes[0] }))).code).toBe('INVALID_INPUT');
  });

  test('a recovery code works once, however it is typed, and new ones end the old', async () => {
    const { who, codes } = await withApp();
    const typed = codes[0]!.toLowerCase().replaceAll('-', ' ');
    await showCode(await afterPassword(who), { code: typed });
    expect((await refusal(showCode(await afterPassword(who), { code: codes[0] }))).code).toBe(
      'INVALID_INPUT',
    );
    const fresh = await execute(renewRecoveryCodes, who, {});
    expect((await refusal(showCode(await afterPassword(who), { code: codes[1] }))).code).toBe(
      'INVALID_INPUT',
    );
    await showCode(await afterPassword(who), { code: fresh.codes[1] });
  });

  test('a session that ended meanwhile is not opened, and its code is not used up', async () => {
    const { who, secret } = await withApp();
    const waiting = await afterPassword(who);
    await database.admin.query('UPDATE user_session SET revoked_at = now() WHERE id = $1', [waiting.id]);
    expect((await refusal(showCode(waiting, { code: codeAt(secret) }))).code).toBe('UNAUTHENTICATED');
    expect(await liveSession(waiting.id)).toBeNull();
    await showCode(await afterPassword(who), { code: codeAt(secret) });
  });

  test('suspended between the two steps there is nothing to open', async () => {
    const { who } = await withApp();
    const waiting = await afterPassword(who);
    await database.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [who.userId]);
    expect(await waitingSession(waiting.id)).toBeNull();
    expect(await liveSession(waiting.id)).toBeNull();
  });
});

const ANSWER = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' },
};

async function plantPasskey(userId: string): Promise<string> {
  const { rows } = await database.admin.query<{ id: string }>(
    `INSERT INTO passkey (user_id, credential_id, public_key, name) VALUES ($1, $2, '\\x00', 'Phone') RETURNING id`,
    [userId, randomUUID()],
  );
  return rows[0]!.id;
}

describe('passkeys', () => {
  test('one of another account is not removed, and the attempt is on record', async () => {
    const [who, other] = [await person(database, { passwordHash }), await person(database, { passwordHash })];
    const id = await plantPasskey(other.userId);
    expect((await refusal(execute(removePasskey, who, { passkeyId: id }))).code).toBe('NOT_FOUND');
    expect(await recorded(database, who.requestId)).toEqual(['access.refused refused']);
    await execute(removePasskey, other, { passkeyId: id });
    expect((await refusal(execute(removePasskey, other, { passkeyId: id }))).code).toBe('NOT_FOUND');
  });

  test('an answer that nobody asked for, or that is none, opens nothing', async () => {
    const who = await person(database, { passwordHash });
    await plantPasskey(who.userId);
    const waiting = await afterPassword(who);
    expect((await refusal(showPasskey(waiting, { response: ANSWER }))).code).toBe('INVALID_INPUT');
    const { allowCredentials } = await askPasskey(waiting);
    const id = allowCredentials![0]!.id;
    expect((await refusal(showPasskey(waiting, { response: { ...ANSWER, id, rawId: id } }))).code).toBe(
      'INVALID_INPUT',
    );
    expect((await refusal(showPasskey(waiting, { response: {} }))).code).toBe('INVALID_INPUT');
    expect(await liveSession(waiting.id)).toBeNull();
  });

  test('a registration without a challenge of this session adds nothing', async () => {
    const who = await person(database, { passwordHash });
    const response = { ...ANSWER, response: { clientDataJSON: 'e30', attestationObject: 'AAAA' } };
    expect((await refusal(finishRegistration(who, { name: 'Phone', response }))).code).toBe('INVALID_INPUT');
    const { rows } = await database.admin.query('SELECT FROM passkey WHERE user_id = $1', [who.userId]);
    expect(rows).toEqual([]);
  });
});

test('who lost the second step asks once at a time, and the owner gets a letter', async () => {
  const { who } = await withApp();
  const waiting = await afterPassword(who);
  await askReset(waiting);
  await askReset(waiting);
  const { rows } = await database.admin.query('SELECT FROM factor_reset WHERE user_id = $1', [who.userId]);
  expect(rows).toHaveLength(1);
  expect((await lettersTo(database, who.email)).at(-1)).toContain('lost');
  await askReset(waiting);
  expect((await refusal(askReset(waiting))).code).toBe('RATE_LIMITED');
});
