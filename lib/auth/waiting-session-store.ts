import 'server-only';
import { prisma } from '@/lib/db/client';
import type { Tx } from '@/lib/db/transaction';
import { idleSeconds, type Session } from './session-store';

/** A session whose password was right and whose second factor is still to be shown. Everywhere else it counts as none. */
export async function waitingSession(sessionId: string): Promise<Session | null> {
  const [row] = await prisma().$queryRaw<Session[]>`
    SELECT s.id, u.id AS "userId", u.user_type::text AS "userType", u.name, u.email, u.locale
      FROM user_session s JOIN user_account u ON u.id = s.user_id
     WHERE s.id = ${sessionId}::uuid AND s.awaits_factor AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
       AND u.suspended_at IS NULL`;
  return row ?? null;
}

/** True when it was waiting until now: of two answers at the same moment one opens it. */
export async function admitSession(
  tx: Tx,
  { id, userType }: Pick<Session, 'id' | 'userType'>,
): Promise<boolean> {
  const admitted = await tx.$executeRaw`
    UPDATE user_session SET awaits_factor = false, factor_at = clock_timestamp(), last_seen_at = clock_timestamp(),
           expires_at = clock_timestamp() + make_interval(secs => ${idleSeconds(userType)})
     WHERE id = ${id}::uuid AND awaits_factor AND revoked_at IS NULL AND expires_at > clock_timestamp()`;
  return admitted === 1;
}

/** This session has just shown a factor by setting it up. */
export async function markFactorShown(tx: Tx, sessionId: string): Promise<void> {
  await tx.$executeRaw`UPDATE user_session SET factor_at = clock_timestamp() WHERE id = ${sessionId}::uuid`;
}

const CHALLENGE_MINUTES = 5;

export async function setChallenge(tx: Tx, sessionId: string, challenge: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_session SET challenge = ${challenge},
           challenge_until = clock_timestamp() + make_interval(mins => ${CHALLENGE_MINUTES}::int)
     WHERE id = ${sessionId}::uuid`;
}

/** Answers it once: what was signed for it cannot be sent again. */
export async function takeChallenge(tx: Tx, sessionId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ challenge: string | null }[]>`
    UPDATE user_session s SET challenge = NULL, challenge_until = NULL
      FROM (SELECT id, CASE WHEN challenge_until > clock_timestamp() THEN challenge END AS challenge
              FROM user_session WHERE id = ${sessionId}::uuid FOR UPDATE) before
     WHERE s.id = before.id RETURNING before.challenge`;
  return row?.challenge ?? null;
}
