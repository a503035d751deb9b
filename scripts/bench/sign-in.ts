import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import pg from 'pg';
import { hashPassword, passwordMatches } from '@/lib/auth/password';
import { closeLimits } from '@/lib/auth/rate-limit';
import { signIn } from '@/lib/auth/sign-in';
import { prisma } from '@/lib/db/client';
import type { BenchContext, BenchResult } from '../bench-context.ts';

const PASSWORD = 'a password of length';
const SIGN_INS = 120;
const LOWEST_PER_CORE = 15;

/** Whole sign-ins: limits, Argon2id, session row and audit event. Promised: 15 a second a core, and bounded memory. */
export async function run({ adminUrl }: BenchContext): Promise<BenchResult[]> {
  const emails = await insertAccounts(adminUrl);
  const hash = await timed(20, () => hashPassword(PASSWORD));
  const before = process.memoryUsage.rss();
  const flood = await timed(SIGN_INS, (index) => enter(emails[index % emails.length] ?? ''));
  const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
  const stranger = await timed(20, () => passwordMatches(PASSWORD, null));
  await closeLimits();
  await prisma().$disconnect();
  const perCore = flood.perSecond / availableParallelism();
  if (perCore < LOWEST_PER_CORE) throw new Error(`only ${perCore.toFixed(1)} sign-ins a second a core`);
  return [
    {
      what: 'Argon2id, 19 MiB, 2 passes',
      result: `${hash.perSecond.toFixed(0)} a second`,
      note: 'four at a time',
    },
    {
      what: 'check without an account',
      result: `${stranger.perSecond.toFixed(0)} a second`,
      note: 'the same work',
    },
    {
      what: `${SIGN_INS} sign-ins at once`,
      result: `${flood.perSecond.toFixed(0)} a second`,
      note: `${perCore.toFixed(1)} a core (at least ${LOWEST_PER_CORE}), ${grown.toFixed(0)} MiB more memory`,
    },
  ];
}

async function enter(email: string): Promise<void> {
  const about = { requestId: randomUUID(), address: randomUUID(), userAgent: null, replaces: null };
  await signIn({ email, password: PASSWORD, ...about });
}

async function timed(
  times: number,
  work: (index: number) => Promise<unknown>,
): Promise<{ perSecond: number }> {
  const start = performance.now();
  await Promise.all(Array.from({ length: times }, (_, index) => work(index)));
  return { perSecond: (times * 1000) / (performance.now() - start) };
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
