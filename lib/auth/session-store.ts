import 'server-only';
import { prisma } from '@/lib/db/client';
import type { UserType } from '@/lib/authorization/question';
import type { Tx } from '@/lib/db/transaction';
import { whileReachable } from '@/lib/db/unavailable';
import type { Locale } from '@/lib/i18n/locale';

type SignedInType = Exclude<UserType, 'client'>;

export type Session = {
  id: string;
  userId: string;
  userType: SignedInType;
  name: string;
  email: string;
  locale: Locale;
};

/** How long a session lasts without use. Staff work on shared machines; patients come back after weeks. */
export function idleSeconds(userType: SignedInType): number {
  return userType === 'patient' ? 30 * 86_400 : 12 * 3_600;
}

/** The live session and its account, in one round trip; null when revoked, expired, suspended or short of a second factor. */
export async function liveSession(sessionId: string): Promise<Session | null> {
  const [row] = await whileReachable(
    () => prisma().$queryRaw<(Session & { stale: boolean })[]>`
    SELECT s.id, u.id AS "userId", u.user_type::text AS "userType", u.name, u.email, u.locale,
           s.last_seen_at < clock_timestamp() - interval '1 minute' AS stale
      FROM user_session s JOIN user_account u ON u.id = s.user_id
     WHERE s.id = ${sessionId}::uuid AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
       AND NOT s.awaits_factor AND u.suspended_at IS NULL`,
  );
  if (!row) return null;
  const { stale, ...session } = row;
  if (stale) await prolongSession(session);
  return session;
}

/** Sliding expiry. The condition is asked again, so that a session revoked meanwhile stays revoked. */
async function prolongSession({ id, userType }: Session): Promise<void> {
  await whileReachable(
    () => prisma().$executeRaw`
    UPDATE user_session
       SET last_seen_at = clock_timestamp(), expires_at = clock_timestamp() + make_interval(secs => ${idleSeconds(userType)})
     WHERE id = ${id}::uuid AND revoked_at IS NULL AND expires_at > clock_timestamp()
       AND last_seen_at < clock_timestamp() - interval '1 minute'`,
  );
}

type NewSession = {
  userId: string;
  userType: SignedInType;
  userAgent: string | null;
  awaitsFactor?: boolean;
};

const FACTOR_SECONDS = 600;

/** One that waits for a second factor lasts ten minutes; showing the factor gives it its full time. */
export async function insertSession(tx: Tx, { userId, userType, ...more }: NewSession): Promise<string> {
  const { userAgent, awaitsFactor = false } = more;
  const seconds = awaitsFactor ? FACTOR_SECONDS : idleSeconds(userType);
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO user_session (user_id, expires_at, user_agent, awaits_factor)
    VALUES (${userId}::uuid, clock_timestamp() + make_interval(secs => ${seconds}), left(${userAgent}, 400), ${awaitsFactor})
    RETURNING id`;
  if (!row) throw new Error('a session was not inserted');
  return row.id;
}

/** True when it was live until now. */
export async function revokeSession(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
  const ended = await tx.$executeRaw`
    UPDATE user_session SET revoked_at = clock_timestamp()
     WHERE id = ${sessionId}::uuid AND user_id = ${userId}::uuid AND revoked_at IS NULL`;
  return ended === 1;
}

/** Every live session of the account but one; answers the ids that ended. */
export async function revokeOtherSessions(tx: Tx, userId: string, keptSessionId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE user_session SET revoked_at = clock_timestamp()
     WHERE user_id = ${userId}::uuid AND id <> ${keptSessionId}::uuid AND revoked_at IS NULL
       AND expires_at > clock_timestamp()
    RETURNING id`;
  return rows.map(({ id }) => id);
}

/** All of them, for a new beginning. */
export async function revokeEverySession(tx: Tx, userId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE user_session SET revoked_at = clock_timestamp()
     WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND expires_at > clock_timestamp()`;
}

/** Whose session it is or was; null when there is none. */
export async function ownerOfSession(
  tx: Tx,
  sessionId: string,
): Promise<Pick<Session, 'userId' | 'userType'> | null> {
  const [row] = await tx.$queryRaw<Pick<Session, 'userId' | 'userType'>[]>`
    SELECT u.id AS "userId", u.user_type::text AS "userType"
      FROM user_session s JOIN user_account u ON u.id = s.user_id WHERE s.id = ${sessionId}::uuid`;
  return row ?? null;
}

export type SessionRow = {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  userAgent: string | null;
};

export function liveSessionsOf(tx: Tx, userId: string): Promise<SessionRow[]> {
  return tx.$queryRaw<SessionRow[]>`
    SELECT id, created_at AS "createdAt", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt", user_agent AS "userAgent"
      FROM user_session
     WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND expires_at > clock_timestamp() AND NOT awaits_factor
     ORDER BY last_seen_at DESC LIMIT 100`;
}

export type DeviceHistory = { wantsMail: boolean; userAgents: (string | null)[] };

/** What the account was used with until now. */
export async function deviceHistoryOf(tx: Tx, userId: string): Promise<DeviceHistory> {
  const [row] = await tx.$queryRaw<DeviceHistory[]>`
    SELECT u.mail_on_new_device AS "wantsMail",
           ARRAY(SELECT DISTINCT s.user_agent FROM user_session s
                  WHERE s.user_id = u.id AND NOT s.awaits_factor LIMIT 200) AS "userAgents"
      FROM user_account u WHERE u.id = ${userId}::uuid`;
  return row ?? { wantsMail: false, userAgents: [] };
}
