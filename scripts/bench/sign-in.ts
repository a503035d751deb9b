import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { hashPassword, passwordMatches } from '@/lib/auth/password';
import { closeLimits } from '@/lib/auth/rate-limit';
import { signIn } from '@/lib/auth/sign-in';
import { prisma } from '@/lib/db/client';
import type { BenchContext, BenchResult } from '../bench-context.ts';

const PASSWORD = 'a password of length';
const SIGN_INS = 100;
const LOWEST_PER_CORE = 15;

/**
 * Whole sign-ins: limits, Argon2id, session row and audit event. Promised: 15 a second a core, and bounded memory. The
 * promise is held against processor time, because other programs share the clock.
 */
export async function run({ adminUrl }: BenchContext): Promise<BenchResult[]> {
  const emails = await insertAccounts(adminUrl);
  const hash = await timed(20, () => hashPassword(PASSWORD));
  const before = process.memoryUsage.rss();
  const flood = await timed(SIGN_INS, (index) => enter(emails[index % emails.length] ?? ''));
  const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
  const stranger = await timed(20, () => passwordMatches(PASSWORD, null));
  await closeLimits();
  await prisma().$disconnect();
  if (flood.perCoreSecond < LOWEST_PER_CORE) {
    throw new Error(`only ${flood.perCoreSecond.toFixed(1)} sign-ins for a second of one core`);
  }
  return [
    { what: 'Argon2id, 19 MiB, 2 passes', ...words(hash), note: 'four at a time' },
    { what: 'the same without an account', ...words(stranger), note: 'the same work' },
    {
      what: `${SIGN_INS} sign-ins at once`,
      ...words(flood),
      note: `at least ${LOWEST_PER_CORE} promised; ${grown.toFixed(0)} MiB more memory`,
    },
  ];
}

type Rates = { perSecond: number; perCoreSecond: number };

function words({ perSecond, perCoreSecond }: Rates): { result: string } {
  return { result: `${perCoreSecond.toFixed(1)} a second a core, ${perSecond.toFixed(1)} by the clock` };
}

async function enter(email: string): Promise<void> {
  const about = { requestId: randomUUID(), address: randomUUID(), userAgent: null, replaces: null };
  await signIn({ email, password: PASSWORD, ...about });
}

async function timed(times: number, work: (index: number) => Promise<unknown>): Promise<Rates> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: times }, (_, index) => work(index)));
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: (times * 1000) / (performance.now() - start),
    perCoreSecond: (times * 1_000_000) / (user + system),
  };
}

async function insertAccounts(adminUrl: string): Promise<string[]> {
  const passwordHash = await hashPassword(PASSWORD);
  const emails = Array.from({ length: 40 }, () => `${randomUUID()}@example.org`);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(
    `INSERT INTO user_account (user_type, email, name, password_hash)
     SELECT 'practitioner', email, 'Somebody', $2 FROM unnest($1::text[]) AS email`,
    [emails, passwordHash],
  );
  await client.end();
  return emails;
}
