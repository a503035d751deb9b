import 'server-only';
import type { Tx } from '@/lib/db/transaction';

type Bytes = Uint8Array<ArrayBuffer>;

export type OwnPasskey = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };
export type StoredPasskey = {
  id: string;
  credentialId: string;
  publicKey: Bytes;
  signCount: number;
  transports: string[];
};
export type OwnFactors = {
  totpSince: Date | null;
  passkeys: OwnPasskey[];
  codesLeft: number;
};

/** Row security shows the caller's own rows only; the id is asked for all the same. */
export async function factorsOf(tx: Tx, userId: string): Promise<OwnFactors> {
  const totp = await tx.totpFactor.findUnique({ where: { userId }, select: { confirmedAt: true } });
  const passkeys = await tx.passkey.findMany({
    where: { userId },
    orderBy: { createdAt: 'asc' },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
  });
  const codesLeft = await tx.factorRecoveryCode.count({ where: { userId, usedAt: null } });
  return { totpSince: totp?.confirmedAt ?? null, passkeys, codesLeft };
}

export async function hasFactor(tx: Tx, userId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ has: boolean }[]>`
    SELECT EXISTS (SELECT FROM totp_factor WHERE user_id = ${userId}::uuid AND confirmed_at IS NOT NULL)
        OR EXISTS (SELECT FROM passkey WHERE user_id = ${userId}::uuid) AS has`;
  return row?.has ?? false;
}

/** A new secret takes the place of one that nobody confirmed; a confirmed one stays, and the answer is false. */
export async function startTotp(tx: Tx, userId: string, sealed: Bytes): Promise<boolean> {
  const changed = await tx.$executeRaw`
    INSERT INTO totp_factor (user_id, secret) VALUES (${userId}::uuid, ${sealed})
    ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = clock_timestamp(), last_step = 0
      WHERE totp_factor.confirmed_at IS NULL`;
  return changed === 1;
}

export type TotpRow = { secret: Bytes; lastStep: number; isConfirmed: boolean };

/** Locked until the end of the transaction: of two uses of one code the second sees the first's step. */
export async function lockTotp(tx: Tx, userId: string): Promise<TotpRow | null> {
  const [row] = await tx.$queryRaw<TotpRow[]>`
    SELECT secret, last_step::int AS "lastStep", confirmed_at IS NOT NULL AS "isConfirmed"
      FROM totp_factor WHERE user_id = ${userId}::uuid FOR UPDATE`;
  return row ?? null;
}

export async function useTotpStep(tx: Tx, userId: string, step: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE totp_factor SET last_step = ${step}::bigint, confirmed_at = coalesce(confirmed_at, clock_timestamp())
     WHERE user_id = ${userId}::uuid`;
}

export async function deleteTotp(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.$executeRaw`DELETE FROM totp_factor WHERE user_id = ${userId}::uuid`) === 1;
}

export async function replaceRecoveryCodes(tx: Tx, userId: string, hashes: Bytes[]): Promise<void> {
  await deleteRecoveryCodes(tx, userId);
  await tx.factorRecoveryCode.createMany({ data: hashes.map((codeHash) => ({ userId, codeHash })) });
}

export async function deleteRecoveryCodes(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM factor_recovery_code WHERE user_id = ${userId}::uuid`;
}

/** True once. */
export async function useRecoveryCode(tx: Tx, userId: string, hash: Bytes): Promise<boolean> {
  const used = await tx.$executeRaw`
    UPDATE factor_recovery_code SET used_at = clock_timestamp()
     WHERE user_id = ${userId}::uuid AND code_hash = ${hash} AND used_at IS NULL`;
  return used === 1;
}

export function passkeysOf(tx: Tx, userId: string): Promise<StoredPasskey[]> {
  return tx.$queryRaw<StoredPasskey[]>`
    SELECT id, credential_id AS "credentialId", public_key AS "publicKey", sign_count::int AS "signCount", transports
      FROM passkey WHERE user_id = ${userId}::uuid ORDER BY created_at`;
}

export type NewPasskey = Omit<StoredPasskey, 'id'> & { name: string };

/** Null when this passkey is registered already, here or with another account. */
export async function insertPasskey(tx: Tx, userId: string, key: NewPasskey): Promise<string | null> {
  const { credentialId, publicKey, signCount, transports, name } = key;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO passkey (user_id, credential_id, public_key, sign_count, transports, name)
    VALUES (${userId}::uuid, ${credentialId}, ${publicKey}, ${signCount}::bigint, ${transports}, ${name})
    ON CONFLICT (credential_id) DO NOTHING RETURNING id`;
  return row?.id ?? null;
}

export async function notePasskeyUse(tx: Tx, userId: string, id: string, signCount: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE passkey SET sign_count = ${signCount}::bigint, last_used_at = clock_timestamp()
     WHERE id = ${id}::uuid AND user_id = ${userId}::uuid`;
}

export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  return (
    (await tx.$executeRaw`DELETE FROM passkey WHERE id = ${id}::uuid AND user_id = ${userId}::uuid`) === 1
  );
}

/** Whose it is, past row security, so that a foreign one is refused at its layer. */
export async function passkeyOwner(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ owner: string | null }[]>`SELECT passkey_owner(${id}::uuid) AS owner`;
  return row?.owner ?? null;
}
