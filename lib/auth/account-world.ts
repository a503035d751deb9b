import { randomUUID } from 'node:crypto';
import type { Principal, UserType } from '@/lib/authorization/question';
import type { TestDatabase } from '@/lib/db/test-database';
import { AppError } from '@/lib/errors';

/** People with a session each, for the tests of accounts. */
export type Person = Principal & { email: string; userType: Exclude<UserType, 'client'> };

type About = { passwordHash?: string | null; userType?: Person['userType']; isSuspended?: boolean };

export async function person(
  { admin }: TestDatabase,
  { passwordHash = null, userType = 'patient', isSuspended = false }: About = {},
): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const { rows } = await admin.query<{ id: string }>(
    `INSERT INTO user_account (user_type, email, name, password_hash, suspended_at)
     VALUES ($1::user_type, $2, 'Somebody', $3, $4) RETURNING id`,
    [userType, email, passwordHash, isSuspended ? new Date() : null],
  );
  const userId = idIn(rows);
  const sessionId = await session({ admin }, userId);
  const requestId = randomUUID();
  return { userId, sessionId, userType, requestId, email, ceiling: 'session', suspended: isSuspended };
}

function idIn([row]: { id: string }[]): string {
  if (!row) throw new Error('nothing was inserted');
  return row.id;
}

export async function session({ admin }: Pick<TestDatabase, 'admin'>, userId: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `INSERT INTO user_session (user_id, expires_at) VALUES ($1, now() + interval '1 hour') RETURNING id`,
    [userId],
  );
  return idIn(rows);
}

export async function liveSessions({ admin }: TestDatabase, userId: string): Promise<string[]> {
  const { rows } = await admin.query<{ id: string }>(
    'SELECT id FROM user_session WHERE user_id = $1 AND revoked_at IS NULL',
    [userId],
  );
  return rows.map(({ id }) => id);
}

export async function recorded({ admin }: TestDatabase, requestId: string): Promise<string[]> {
  const { rows } = await admin.query<{ action: string; outcome: string }>(
    'SELECT action, outcome FROM audit.event WHERE request_id = $1 ORDER BY id',
    [requestId],
  );
  return rows.map(({ action, outcome }) => `${action} ${outcome}`);
}

export async function lettersTo({ admin }: TestDatabase, email: string): Promise<string[]> {
  const { rows } = await admin.query<{ body: string }>(
    'SELECT body_text AS body FROM mail WHERE to_address = $1 ORDER BY created_at, id',
    [email],
  );
  return rows.map(({ body }) => body);
}

export async function refusal(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => Promise.reject(new Error('was let through')),
    (error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    },
  );
}
