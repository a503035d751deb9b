import { afterAll, beforeAll, expect, test } from 'vitest';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { lettersTo, person, recorded, refusal, type Person } from './account-world';
import {
  askEmailChange,
  askEmailChangeWithPassword,
  confirmEmailChange,
  dropEmailChange,
} from './change-email';
import { closeLimits } from './rate-limit';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await closeLimits();
  await database.close();
});

const tokenIn = async (email: string) =>
  /\/account\/email\/([\w-]{43})/.exec((await lettersTo(database, email)).at(-1) ?? '')?.[1] ?? '';
const addressOf = async ({ userId }: Person) => {
  const { rows } = await database.admin.query<{ email: string }>(
    'SELECT email FROM user_account WHERE id = $1',
    [userId],
  );
  return rows[0]!.email;
};

async function asked() {
  const who = await person(database);
  const email = `new-${who.email}`;
  await execute(askEmailChange, who, { email });
  return { who, email, old: await tokenIn(who.email), fresh: await tokenIn(email) };
}

test('the address changes when both were confirmed, in either order, and both get a letter', async () => {
  for (const first of ['old', 'fresh'] as const) {
    const { who, email, old, fresh } = await asked();
    const order = first === 'old' ? [old, fresh] : [fresh, old];
    expect(await execute(confirmEmailChange, who, { token: order[0] })).toEqual({ done: false });
    expect(await addressOf(who)).toBe(who.email);
    expect(await execute(confirmEmailChange, who, { token: order[0] })).toEqual({ done: false });
    expect(await execute(confirmEmailChange, who, { token: order[1] })).toEqual({ done: true });
    expect(await addressOf(who)).toBe(email);
    for (const address of [who.email, email])
      expect((await lettersTo(database, address)).at(-1)).toContain(`uses the address ${email}`);
    expect((await refusal(execute(confirmEmailChange, who, { token: old }))).code).toBe('NOT_FOUND');
  }
});

test('a link of somebody else is refused and on record; one that is too old or dropped does not work', async () => {
  const [mine, theirs] = [await asked(), await asked()];
  expect((await refusal(execute(confirmEmailChange, mine.who, { token: theirs.fresh }))).code).toBe(
    'NOT_FOUND',
  );
  expect(await recorded(database, mine.who.requestId)).toContain('access.refused refused');
  await execute(dropEmailChange, mine.who, {});
  expect((await refusal(execute(confirmEmailChange, mine.who, { token: mine.old }))).code).toBe('NOT_FOUND');
  await database.admin.query(`UPDATE email_change SET expires_at = now() WHERE user_id = $1`, [
    theirs.who.userId,
  ]);
  expect((await refusal(execute(confirmEmailChange, theirs.who, { token: theirs.old }))).code).toBe(
    'NOT_FOUND',
  );
});

test('an address in use is answered like a free one, gets no letter, and cannot be taken', async () => {
  const [who, owner] = [await person(database), await person(database)];
  await execute(askEmailChange, who, { email: owner.email });
  expect(await lettersTo(database, owner.email)).toEqual([]);
  const late = await asked();
  await database.admin.query('UPDATE user_account SET email = $1 WHERE id = $2', [late.email, owner.userId]);
  await execute(confirmEmailChange, late.who, { token: late.old });
  expect((await refusal(execute(confirmEmailChange, late.who, { token: late.fresh }))).code).toBe('CONFLICT');
  expect(await addressOf(late.who)).toBe(late.who.email);
});

test('it starts with the password only', async () => {
  const who = await person(database);
  const error = await refusal(askEmailChangeWithPassword(who, { current: 'x', email: 'a@example.org' }));
  expect(error.fields).toHaveProperty('current');
});
