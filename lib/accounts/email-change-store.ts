import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import { isUniqueViolation } from '@/lib/db/violation';

type Hash = Uint8Array<ArrayBuffer>;
export type OpenEmailChange = { newEmail: string; oldConfirmed: boolean; newConfirmed: boolean };

export async function openEmailChange(tx: Tx, userId: string): Promise<OpenEmailChange | null> {
  const [row] = await tx.$queryRaw<OpenEmailChange[]>`
    SELECT new_email AS "newEmail", old_confirmed_at IS NOT NULL AS "oldConfirmed", new_confirmed_at IS NOT NULL AS "newConfirmed"
      FROM email_change WHERE user_id = ${userId}::uuid AND expires_at > clock_timestamp()`;
  return row ?? null;
}

export async function addressIsFree(tx: Tx, email: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM user_account WHERE email = ${email}`;
  return rows.length === 0;
}

type Start = { newEmail: string; oldHash: Hash; newHash: Hash; minutes: number };

/** Takes the place of one that was under way: its links stop working. */
export async function startEmailChange(tx: Tx, userId: string, start: Start): Promise<void> {
  const { newEmail, oldHash, newHash, minutes } = start;
  await cancelEmailChange(tx, userId);
  await tx.$executeRaw`
    INSERT INTO email_change (user_id, new_email, old_token_hash, new_token_hash, expires_at)
    VALUES (${userId}::uuid, ${newEmail}, ${oldHash}, ${newHash}, clock_timestamp() + make_interval(mins => ${minutes}::int))`;
}

export async function cancelEmailChange(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.$executeRaw`DELETE FROM email_change WHERE user_id = ${userId}::uuid`) === 1;
}

/** Whose link it is, past row security. */
export async function emailChangeOwner(tx: Tx, hash: Hash): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ owner: string | null }[]>`SELECT email_change_owner(${hash}) AS owner`;
  return row?.owner ?? null;
}

/** Notes one of the two; locked, so that the second of two at the same moment sees the first. */
export async function confirmAddress(tx: Tx, userId: string, hash: Hash): Promise<OpenEmailChange | null> {
  const [row] = await tx.$queryRaw<OpenEmailChange[]>`
    UPDATE email_change SET
           old_confirmed_at = CASE WHEN old_token_hash = ${hash} THEN coalesce(old_confirmed_at, clock_timestamp()) ELSE old_confirmed_at END,
           new_confirmed_at = CASE WHEN new_token_hash = ${hash} THEN coalesce(new_confirmed_at, clock_timestamp()) ELSE new_confirmed_at END
     WHERE user_id = ${userId}::uuid AND ${hash} IN (old_token_hash, new_token_hash) AND expires_at > clock_timestamp()
    RETURNING new_email AS "newEmail", old_confirmed_at IS NOT NULL AS "oldConfirmed", new_confirmed_at IS NOT NULL AS "newConfirmed"`;
  return row ?? null;
}

/** Which of the two a link is for; null for one that does not work. */
export async function linkOf(
  tx: Tx,
  userId: string,
  hash: Hash,
): Promise<{ newEmail: string; isOld: boolean } | null> {
  const [row] = await tx.$queryRaw<{ newEmail: string; isOld: boolean }[]>`
    SELECT new_email AS "newEmail", old_token_hash = ${hash} AS "isOld" FROM email_change
     WHERE user_id = ${userId}::uuid AND ${hash} IN (old_token_hash, new_token_hash) AND expires_at > clock_timestamp()`;
  return row ?? null;
}

/** False when somebody else took the address meanwhile. */
export async function setEmail(tx: Tx, userId: string, email: string): Promise<boolean> {
  if (!(await addressIsFree(tx, email))) return false;
  try {
    await tx.$executeRaw`UPDATE user_account SET email = ${email} WHERE id = ${userId}::uuid`;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
  await cancelEmailChange(tx, userId);
  return true;
}
