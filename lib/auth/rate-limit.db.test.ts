import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { person } from './account-world';
import { closeLimits, limit, sweepExpired, sweepRequests } from './rate-limit';

const ALLOWANCE = { points: 5, seconds: 60 };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await closeLimits();
  await database.close();
});
beforeEach(() => database.admin.query('TRUNCATE rate_limit'));

async function plant(count: number, expire: number): Promise<void> {
  await database.admin.query(`INSERT INTO rate_limit SELECT $2 || n, 1, $3 FROM generate_series(1, $1) n`, [
    count,
    randomUUID(),
    expire,
  ]);
}

async function left(): Promise<number> {
  const { rows } = await database.admin.query<{ n: number }>('SELECT count(*)::int AS n FROM rate_limit');
  return rows[0]!.n;
}

test('a sweep takes what expired, at most a thousand, and nothing that still counts', async () => {
  await plant(1_500, Date.now() - 1);
  await plant(7, Date.now() + 60_000);
  expect([await sweepExpired(), await left()]).toEqual([1_000, 507]);
  expect([await sweepExpired(), await left()]).toEqual([500, 7]);
  expect([await sweepExpired(), await left()]).toEqual([0, 7]);
});

test('a counter in use is not waited for', async () => {
  await plant(2, Date.now() - 1);
  const other = await database.admin.connect();
  await other.query('BEGIN; SELECT * FROM rate_limit LIMIT 1 FOR UPDATE');
  expect(await sweepExpired()).toBe(1);
  await other.query('ROLLBACK');
  other.release();
});

test('it goes by the index', async () => {
  await plant(20_000, Date.now() + 60_000);
  await database.admin.query('ANALYZE rate_limit');
  const { rows } = await database.admin.query<Record<'QUERY PLAN', string>>(
    `EXPLAIN SELECT key FROM rate_limit WHERE expire < 1 ORDER BY expire LIMIT 1000 FOR UPDATE SKIP LOCKED`,
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('rate_limit_expire');
});

test('links and requests that were over a day ago go too, and those that may still be looked at stay', async () => {
  const [gone, recent] = [await person(database), await person(database)];
  const plantRequests = (userId: string, expires: string) =>
    database.admin.query(
      `WITH a AS (INSERT INTO password_recovery (token_hash, user_id, expires_at) VALUES (uuid_send(gen_random_uuid()), $1, now() + $2::interval)),
            b AS (INSERT INTO factor_reset (user_id, expires_at) VALUES ($1, now() + $2::interval))
       INSERT INTO email_change (user_id, new_email, old_token_hash, new_token_hash, expires_at)
       VALUES ($1, 'new@example.org', uuid_send(gen_random_uuid()), uuid_send(gen_random_uuid()), now() + $2::interval)`,
      [userId, expires],
    );
  const ownersLeft = async () =>
    (
      await database.admin.query<{ user_id: string }>(
        'SELECT user_id FROM password_recovery UNION ALL SELECT user_id FROM factor_reset UNION ALL SELECT user_id FROM email_change',
      )
    ).rows.map((row) => row.user_id);
  await plantRequests(gone.userId, '-25 hours');
  await plantRequests(recent.userId, '-23 hours');
  expect(await sweepRequests()).toBe(3);
  expect(await ownersLeft()).toEqual(Array.from({ length: 3 }, () => recent.userId));
  await database.admin.query(`UPDATE factor_reset SET expires_at = now() - interval '2 days'`);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1_800_000 });
  await limit('test', 'sweeper', ALLOWANCE);
  vi.useRealTimers();
  expect(await ownersLeft()).toHaveLength(2);
});

test('counting attempts sweeps now and then, and not each time', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  await plant(3, Date.now() - 1);
  await limit('test', 'a', ALLOWANCE);
  expect(await left()).toBe(1);
  await plant(3, Date.now() - 1);
  await limit('test', 'b', ALLOWANCE);
  expect(await left()).toBe(5);
  vi.useRealTimers();
});
