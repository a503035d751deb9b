import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { containing } from '@/lib/db/like';
import type { Tx } from '@/lib/db/transaction';
import { readCursor, writeCursor } from '@/lib/list-cursor';
import type { AccountFilter, AccountType } from './account-admin-schema';

export type AccountRow = {
  id: string;
  name: string;
  email: string;
  userType: AccountType;
  createdAt: Date;
  suspendedAt: Date | null;
  lastSeenAt: Date | null;
  liveSessions: number;
};

const PAGE = 50;

export type AccountPage = { rows: AccountRow[]; nextCursor: string | null };

/** One page of all accounts, in the order of their names. */
export async function accountsOf(tx: Tx, { q, type, state, after }: AccountFilter): Promise<AccountPage> {
  const cursor = readCursor(after);
  const conditions = [
    ...(q === '' ? [] : [Prisma.sql`(u.name ILIKE ${containing(q)} OR u.email ILIKE ${containing(q)})`]),
    ...(type ? [Prisma.sql`u.user_type = ${type}::user_type`] : []),
    ...(state ? [Prisma.sql`(u.suspended_at IS NOT NULL) = ${state === 'suspended'}`] : []),
    ...(cursor ? [Prisma.sql`(lower(u.name), u.id) > (${cursor.value}, ${cursor.id}::uuid)`] : []),
    Prisma.sql`true`,
  ];
  const rows = await tx.$queryRaw<(AccountRow & { key: string })[]>`
    SELECT u.id, u.name, u.email, u.user_type::text AS "userType", u.created_at AS "createdAt",
           u.suspended_at AS "suspendedAt", lower(u.name) AS key,
           (SELECT max(s.last_seen_at) FROM user_session s WHERE s.user_id = u.id) AS "lastSeenAt",
           (SELECT count(*)::int FROM user_session s WHERE s.user_id = u.id AND s.revoked_at IS NULL
               AND s.expires_at > clock_timestamp()) AS "liveSessions"
      FROM user_account u WHERE ${Prisma.join(conditions, ' AND ')}
     ORDER BY lower(u.name), u.id LIMIT ${PAGE + 1}`;
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return {
    rows: shown.map(toRow),
    nextCursor: last ? writeCursor({ value: last.key, id: last.id }) : null,
  };
}

function toRow({
  id,
  name,
  email,
  userType,
  createdAt,
  suspendedAt,
  lastSeenAt,
  liveSessions,
}: AccountRow): AccountRow {
  return { id, name, email, userType, createdAt, suspendedAt, lastSeenAt, liveSessions };
}

export type AccountCount = { userType: AccountType; total: number; suspended: number };

export function accountCounts(tx: Tx): Promise<AccountCount[]> {
  return tx.$queryRaw<AccountCount[]>`
    SELECT user_type::text AS "userType", count(*)::int AS total, count(suspended_at)::int AS suspended
      FROM user_account GROUP BY user_type ORDER BY user_type`;
}

/** Locked, so that two administrators change one account one after the other. */
export async function lockAccount(
  tx: Tx,
  accountId: string,
): Promise<{ userType: AccountType; isSuspended: boolean } | null> {
  const [row] = await tx.$queryRaw<{ userType: AccountType; isSuspended: boolean }[]>`
    SELECT user_type::text AS "userType", suspended_at IS NOT NULL AS "isSuspended"
      FROM user_account WHERE id = ${accountId}::uuid FOR UPDATE`;
  return row ?? null;
}

/** Held while their number matters: two of the last two must not suspend each other. */
export async function lockSuperAdmins(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('super-admins', 0))`;
}

export async function countSuperAdmins(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM user_account WHERE user_type = 'super_admin' AND suspended_at IS NULL`;
  return row?.total ?? 0;
}

export async function setSuspended(tx: Tx, accountId: string, isSuspended: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_account SET suspended_at = CASE WHEN ${isSuspended} THEN clock_timestamp() END WHERE id = ${accountId}::uuid`;
}

/** Answers how many ended. */
export function revokeSessionsOf(tx: Tx, accountId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE user_session SET revoked_at = clock_timestamp()
     WHERE user_id = ${accountId}::uuid AND revoked_at IS NULL AND expires_at > clock_timestamp()`;
}

/** Null when the address has an account already. */
export async function insertSuperAdmin(
  tx: Tx,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string | null },
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO user_account (user_type, name, email, password_hash)
    VALUES ('super_admin', ${name}, ${email}, ${passwordHash}) ON CONFLICT (email) DO NOTHING RETURNING id`;
  return row?.id ?? null;
}

/** Suspended ones count: whoever suspended everybody else must not become the first one again. */
export async function hasSuperAdmin(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT FROM user_account WHERE user_type = 'super_admin') AS found`;
  return row?.found ?? false;
}
