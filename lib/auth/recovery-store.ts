import 'server-only';
import type { Tx } from '@/lib/db/transaction';

type Hash = Uint8Array<ArrayBuffer>;

export async function insertRecovery(tx: Tx, userId: string, hash: Hash, minutes: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO password_recovery (token_hash, user_id, expires_at)
    VALUES (${hash}, ${userId}::uuid, clock_timestamp() + make_interval(mins => ${minutes}::int))`;
}

/** Of links that still work. */
export async function recoveryIsOpen(tx: Tx, hash: Hash): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM password_recovery r JOIN user_account u ON u.id = r.user_id
     WHERE r.token_hash = ${hash} AND r.used_at IS NULL AND r.expires_at > clock_timestamp() AND u.suspended_at IS NULL`;
  return rows.length > 0;
}

/** Uses the link up, and with it every other link of the account. Two at the same time: one finds it unused. */
export async function useRecovery(tx: Tx, hash: Hash): Promise<string | null> {
  const [used] = await tx.$queryRaw<{ userId: string }[]>`
    UPDATE password_recovery r SET used_at = clock_timestamp() FROM user_account u
     WHERE r.token_hash = ${hash} AND r.used_at IS NULL AND r.expires_at > clock_timestamp()
       AND u.id = r.user_id AND u.suspended_at IS NULL
    RETURNING r.user_id AS "userId"`;
  if (!used) return null;
  await tx.$executeRaw`
    UPDATE password_recovery SET used_at = clock_timestamp() WHERE user_id = ${used.userId}::uuid AND used_at IS NULL`;
  return used.userId;
}

export async function setPasswordHash(tx: Tx, userId: string, hash: string): Promise<void> {
  await tx.$executeRaw`UPDATE user_account SET password_hash = ${hash} WHERE id = ${userId}::uuid`;
}
