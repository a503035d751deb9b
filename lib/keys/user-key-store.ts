import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { UserKeyRecord } from './custody';
import type { Colleague, MyKeys } from './key-bundles';
import type { UnlockSlot } from './unlock-slots';

/** False when the person has keys already. */
export async function insertUserKey(tx: Tx, userId: string, record: UserKeyRecord): Promise<boolean> {
  const { count } = await tx.userKey.createMany({ data: [{ userId, ...record }], skipDuplicates: true });
  return count === 1;
}

export async function insertSlot(tx: Tx, userId: string, slot: UnlockSlot): Promise<string> {
  const { id } = await tx.unlockSlot.create({ data: { userId, ...slot }, select: { id: true } });
  return id;
}

/** Locked, so that it is still there when what was asked of it is done. */
export async function isOwnSlot(tx: Tx, userId: string, slotId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT id FROM unlock_slot WHERE id = ${slotId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
  return found.length === 1;
}

export async function markSlotUsed(tx: Tx, userId: string, slotId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE unlock_slot SET last_used_at = wellkept_now() WHERE id = ${slotId}::uuid AND user_id = ${userId}::uuid`;
}

export async function hasUserKey(tx: Tx, userId: string): Promise<boolean> {
  return (await currentKeyVersion(tx, userId)) !== null;
}

export async function currentKeyVersion(tx: Tx, userId: string): Promise<number | null> {
  const found = await tx.userKey.findFirst({
    where: { userId, revokedAt: null },
    orderBy: { version: 'desc' },
    select: { version: true },
  });
  return found?.version ?? null;
}

export async function myKeysOf(tx: Tx, userId: string): Promise<MyKeys> {
  const record = await tx.userKey.findFirst({
    where: { userId, revokedAt: null },
    orderBy: { version: 'desc' },
    select: {
      version: true,
      encryptionPublicKeyset: true,
      signingPublicKeyset: true,
      encryptionPrivateBlob: true,
      signingPrivateBlob: true,
    },
  });
  const slots = await tx.unlockSlot.findMany({
    where: { userId, kind: { in: ['passphrase', 'recovery'] } },
    orderBy: { createdAt: 'asc' },
    select: { id: true, kind: true, kdf: true, wrappedUserMasterKey: true },
  });
  return {
    userId,
    record,
    slots: slots.flatMap(({ id, kind, ...slot }) => (kind === 'prf' ? [] : [{ slotId: id, kind, ...slot }])),
  };
}

type Row = { user_id: string; name: string; version: number; encryption_public_keyset: string };

/** Everyone with a role in the organization, direct or inherited, who has keys. */
export async function colleaguesOf(tx: Tx, organizationId: string): Promise<Colleague[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT user_id, name, version, encryption_public_keyset FROM colleague_keys(${organizationId}::uuid) ORDER BY name, user_id`;
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    keyVersion: row.version,
    encryptionPublicKeyset: row.encryption_public_keyset,
  }));
}
