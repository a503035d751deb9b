import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signIn } from '@/lib/auth/sign-in';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { env } from '@/lib/env';
import { insertPerson, recordedBy, refusalOf } from '@/lib/organizations/management-world';
import { createFirstAdministrator, needsSetUp, SET_UP_LIMITS } from './first-administrator';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.admin.query('DELETE FROM rate_limit'));

const visitor = () => ({ requestId: randomUUID(), address: randomUUID() });
const right = () => ({
  code: env().SET_UP_CODE ?? '',
  name: 'First Admin',
  email: `${randomUUID()}@example.org`,
  password: 'a first password',
});

describe('the first administrator', () => {
  test('is not made without the code, and the trying is on record', async () => {
    const from = visitor();
    for (const code of ['', 'wrong', env().SET_UP_CODE!.slice(0, -1), `${env().SET_UP_CODE}0`])
      expect(await refusalOf(createFirstAdministrator({ ...right(), code }, from)), code).toBe(
        'INVALID_INPUT',
      );
    expect(await recordedBy(database.admin, from.requestId)).toContainEqual({
      action: 'access.refused',
      outcome: 'refused',
      layer: 'authentication',
      operation: 'account.set-up',
    });
    expect(await needsSetUp()).toBe(true);
  });

  test('codes cannot be guessed at', async () => {
    const from = visitor();
    for (let n = 0; n < SET_UP_LIMITS.address.points; n += 1)
      await refusalOf(createFirstAdministrator({ ...right(), code: `guess ${n}` }, from));
    expect(await refusalOf(createFirstAdministrator(right(), from))).toBe('RATE_LIMITED');
    expect(await needsSetUp()).toBe(true);
  });

  test('has to have an address that nobody has, and a password that is long enough', async () => {
    await insertPerson(database.admin, 'practitioner', undefined, 'taken@example.org');
    for (const wrong of [
      { email: 'taken@example.org' },
      { password: 'short' },
      { name: ' ' },
      { email: 'no address' },
    ])
      expect(await refusalOf(createFirstAdministrator({ ...right(), ...wrong }, visitor()))).toBe(
        'INVALID_INPUT',
      );
    expect(await needsSetUp()).toBe(true);
  });

  test('is made once, of two at the same moment, and signs in', async () => {
    const [one, two] = [right(), right()];
    const made = await Promise.allSettled([
      createFirstAdministrator(one, visitor()),
      createFirstAdministrator(two, visitor()),
    ]);
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await needsSetUp()).toBe(false);
    expect(await refusalOf(createFirstAdministrator(right(), visitor()))).toBe('CONFLICT');
    const winner = made[0].status === 'fulfilled' ? one : two;
    const attempt = { ...visitor(), ...winner, userAgent: null, replaces: null };
    await expect(signIn(attempt)).resolves.toBeDefined();
  });
});
