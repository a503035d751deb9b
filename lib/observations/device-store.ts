import 'server-only';
import { recordEvent } from '@/lib/audit/record';
import type { AnonymousPrincipal } from '@/lib/auth/anonymous';
import { NIL, inTransaction, type Tx } from '@/lib/db/transaction';

export type KnownDevice = {
  deviceId: string;
  dataGroupId: string;
  revoked: boolean;
  signingPublicKeyset: string | null;
};

type Row = {
  device_id: string;
  data_group_id: string;
  revoked_at: Date | null;
  signing_public_keyset: string | null;
};

/** Whose bearer this is. Asked before anyone is known, so in a transaction of nobody. */
export function deviceByBearer(bearerHash: Uint8Array<ArrayBuffer>): Promise<KnownDevice | null> {
  return inTransaction(NIL, async (tx) => {
    const [row] = await tx.$queryRaw<Row[]>`SELECT * FROM device_by_bearer(${bearerHash}::bytea)`;
    if (!row) return null;
    return {
      deviceId: row.device_id,
      dataGroupId: row.data_group_id,
      revoked: row.revoked_at !== null,
      signingPublicKeyset: row.signing_public_keyset,
    };
  });
}

/** There is no target to guard, as at a sign-in that failed: the first layer refuses, and says so. */
export function recordUnknownBearer(principal: AnonymousPrincipal): Promise<void> {
  const event = { type: 'access.refused', operation: 'device.authenticate' } as const;
  return inTransaction(NIL, (tx) =>
    recordEvent(tx, {
      principal,
      role: null,
      organizationId: NIL,
      outcome: 'refused',
      layer: 'authentication',
      event,
    }),
  );
}

export async function setDeviceKey(
  tx: Tx,
  deviceId: string,
  keyset: string,
): Promise<'set' | 'same' | 'other' | 'revoked'> {
  const [row] = await tx.$queryRaw<{ outcome: 'set' | 'same' | 'other' | 'revoked' }[]>`
    SELECT set_device_key(${deviceId}::uuid, ${keyset}) AS outcome`;
  return row?.outcome ?? 'revoked';
}

/** The data group of an enrollment that devices can be added to; null before the study team made its key. */
export async function openDataGroupOf(tx: Tx, enrollmentId: string): Promise<string | null> {
  const found = await tx.dataGroup.findFirst({
    where: { enrollmentId, closedAt: null },
    select: { id: true },
  });
  return found?.id ?? null;
}

export async function insertDevice(
  tx: Tx,
  data: { dataGroupId: string; name: string; bearerHash: Uint8Array<ArrayBuffer> },
): Promise<string> {
  const { id } = await tx.device.create({ data, select: { id: true } });
  return id;
}

/** False when the enrollment has no such device, or it was revoked before. */
export async function revokeDeviceOf(tx: Tx, enrollmentId: string, deviceId: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE device d SET revoked_at = wellkept_now() FROM data_group g
     WHERE d.id = ${deviceId}::uuid AND d.revoked_at IS NULL AND g.id = d.data_group_id AND g.enrollment_id = ${enrollmentId}::uuid`;
  return changed === 1;
}
