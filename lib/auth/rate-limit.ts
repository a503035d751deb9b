import 'server-only';
import { createHmac } from 'node:crypto';
import pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { reportBug } from '@/lib/log';

/** So many attempts in so many seconds; after that, nothing until the time is over. */
export type Allowance = { points: number; seconds: number };

export class TooManyAttempts extends AppError {
  constructor(
    override readonly retrySeconds: number,
    /** True for the one attempt that crossed the limit: a flood of them is put on record once. */
    readonly isFirst: boolean,
  ) {
    super(
      'RATE_LIMITED',
      `Too many attempts. Try again in ${minutes(retrySeconds)}.`,
      undefined,
      retrySeconds,
    );
  }
}

function minutes(seconds: number): string {
  const count = Math.max(1, Math.ceil(seconds / 60));
  return count === 1 ? '1 minute' : `${count} minutes`;
}

/** Counts one attempt under `name` (what is limited) and `key` (of whom). Throws TooManyAttempts; an error lets nobody in. */
export async function limit(name: string, key: string, allowance: Allowance): Promise<void> {
  try {
    await sweepSometimes();
    await limiter(name, allowance).consume(hidden(name, key));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw uncounted(refusal);
    const { msBeforeNext, consumedPoints } = refusal;
    throw new TooManyAttempts(Math.ceil(msBeforeNext / 1000), consumedPoints === allowance.points + 1);
  }
}

/** An attempt that cannot be counted is not allowed: the database it would be counted in is not there. */
function uncounted(error: unknown): AppError {
  reportBug(error, { where: 'rate-limit' });
  return new AppError('UNAVAILABLE', 'This is not possible right now. Please try again in a moment.');
}

/** Forgets the attempts of a key, after one of them was right. */
export async function forgive(name: string, key: string, allowance: Allowance): Promise<void> {
  await limiter(name, allowance).delete(hidden(name, key));
}

/** Takes one attempt back: for keys that many people share, where one right attempt must not clear everybody's. */
export async function takeBack(name: string, key: string, allowance: Allowance): Promise<void> {
  await limiter(name, allowance).reward(hidden(name, key));
}

/** E-mail and network addresses are guessable, so a plain hash would not hide them. */
function hidden(name: string, key: string): string {
  return createHmac('sha256', env().SESSION_SECRET).update(`${name}\n${key}`).digest('base64url');
}

const held = globalThis as typeof globalThis & { wellkeptLimits?: pg.Pool };

/** Connections of its own: attempts that are turned away must not wait behind, or hold up, the work of others. */
function pool(): pg.Pool {
  held.wellkeptLimits ??= new pg.Pool({
    connectionString: env().APP_DATABASE_URL,
    max: 4,
    connectionTimeoutMillis: 10_000,
    options: '-c statement_timeout=3000',
  }).on('error', () => undefined); // an idle connection that broke: the next query opens another
  return held.wellkeptLimits;
}

function limiter(name: string, { points, seconds }: Allowance): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool(),
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: seconds,
  });
}

const SWEEP_EVERY_MS = 10_000;
const MOST_SWEPT = 1_000;
let sweepDueAt = 0;

/** What expired would stay for ever. Bounded, by index, and past rows that somebody is counting in at this moment. */
export async function sweepExpired(): Promise<number> {
  const { rowCount } = await pool().query(
    `DELETE FROM rate_limit WHERE key IN (
       SELECT key FROM rate_limit WHERE expire < $1 ORDER BY expire LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [Date.now(), MOST_SWEPT],
  );
  return rowCount ?? 0;
}

/** Recoveries of passwords, resets of second factors and changes of addresses that were over a day ago. */
export async function sweepRequests(): Promise<number> {
  const { rows } = await pool().query<{ n: number }>('SELECT sweep_account_requests($1) AS n', [MOST_SWEPT]);
  return rows[0]?.n ?? 0;
}

async function sweepSometimes(): Promise<void> {
  if (Date.now() < sweepDueAt) return;
  sweepDueAt = Date.now() + SWEEP_EVERY_MS;
  await sweepExpired();
  await sweepRequests();
}

/** Closes the connections, for programs that end. */
export async function closeLimits(): Promise<void> {
  await held.wellkeptLimits?.end();
  delete held.wellkeptLimits;
}
