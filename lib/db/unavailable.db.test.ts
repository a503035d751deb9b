import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { accountByEmail } from '@/lib/accounts/account-store';
import { answering } from '@/lib/api/route';
import { limit, TooManyAttempts } from '@/lib/auth/rate-limit';
import { liveSession } from '@/lib/auth/session-store';
import { AppError } from '@/lib/errors';
import { prisma } from './client';
import { testDatabase, type TestDatabase } from './test-database';
import { inTransaction, NIL } from './transaction';

// What is expected here is written to the log as well, which is made at import.
vi.hoisted(() => (process.env['LOG_LEVEL'] = 'silent'));

let database: TestDatabase;
let name: string;
beforeAll(async () => {
  database = await testDatabase();
  name = new URL(database.adminUrl).pathname.slice(1);
});
afterAll(() => database.close());

const POOL_SIZE = 12;
const ask = () => inTransaction(NIL, (tx) => tx.$queryRaw`SELECT 1`);
/** Every way to the database that a request takes. */
const WAYS: Record<string, () => Promise<unknown>> = {
  'a transaction': ask,
  'the session': () => liveSession(randomUUID()),
  'an account': () => accountByEmail('nobody@example.org'),
  'a count of attempts': () => limit('test', randomUUID(), { points: 5, seconds: 60 }),
};
const POOLED = Object.entries(WAYS).filter(([way]) => way !== 'a count of attempts');

async function expectUnavailable(work: () => Promise<unknown>): Promise<void> {
  const answer = await answering('test', async () => Response.json(await work()));
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const body = (await answer.json()) as object;
  expect(body).toEqual({
    type: 'about:blank',
    title: 'This is not possible right now. Please try again in a moment.',
    status: 503,
    code: 'UNAVAILABLE',
  });
}

const endConnections = () =>
  database.admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = 'wellkept_app'`,
    [name],
  );

describe('with no connection to be had', () => {
  afterEach(async () => {
    await database.admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await database.admin.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);
  });

  test.each(Object.entries(WAYS))(
    'at the server’s limit %s says so, and works afterwards',
    async (_name, way) => {
      await database.admin.query(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
      await endConnections();
      await expectUnavailable(way);
      await database.admin.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);
      await expect(way()).resolves.not.toBeInstanceOf(Error);
    },
  );

  test('of the pool, all in use by others, each way says so, and works afterwards', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const held = Array.from({ length: POOL_SIZE }, () => inTransaction(NIL, () => released));
    await ask().catch(() => undefined); // by now each of them has its connection
    // At once: each of them waits for as long as the pool lets it.
    await Promise.all(POOLED.map(([, way]) => expectUnavailable(way))).finally(release);
    await Promise.all(held);
    for (const [, way] of POOLED) await expect(way()).resolves.not.toBeInstanceOf(Error);
  });
});

describe('in the middle of it', () => {
  test('a server that shuts down', () =>
    expectUnavailable(() =>
      inTransaction(NIL, async (tx) => {
        await endConnections();
        await tx.$queryRaw`SELECT 1`;
      }),
    ));

  test('a statement that takes too long', () =>
    expectUnavailable(() =>
      inTransaction(NIL, async (tx) => {
        await tx.$executeRaw`SET LOCAL statement_timeout = 50`;
        await tx.$queryRaw`SELECT pg_sleep(2)::text`;
      }),
    ));

  test('a lock that somebody else keeps', async () => {
    const other = await database.admin.connect();
    await other.query('BEGIN; LOCK TABLE rate_limit');
    await expectUnavailable(() =>
      inTransaction(NIL, async (tx) => {
        await tx.$executeRaw`SET LOCAL lock_timeout = 50`;
        await tx.$queryRaw`SELECT key FROM rate_limit`;
      }),
    );
    await other.query('ROLLBACK');
    other.release();
  });
});

test('nowhere to be found', async () => {
  const held = globalThis as { wellkeptPrisma?: unknown };
  const [real, url] = [prisma(), process.env['APP_DATABASE_URL']];
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const { PrismaClient } = await import('./generated/client');
  held.wellkeptPrisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url!.replace(/:\d+\//, ':1/') }),
  });
  for (const [, way] of POOLED) await expectUnavailable(way);
  held.wellkeptPrisma = real;
});

test('a mistake of ours stays one', async () => {
  const broken = () => inTransaction(NIL, (tx) => tx.$queryRaw`SELECT nothing FROM nowhere`);
  expect((await answering('test', async () => Response.json(await broken()))).status).toBe(500);
  const own = () => inTransaction(NIL, () => Promise.reject(new AppError('CONFLICT', 'No.')));
  await expect(own()).rejects.toMatchObject({ code: 'CONFLICT', retrySeconds: null });
});

test('too many attempts say when to come back', async () => {
  const answer = await answering('test', () => Promise.reject(new TooManyAttempts(90, false)));
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('90');
});
