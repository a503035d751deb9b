import 'server-only';
import { findTarget, type TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';

export async function dataGroupTarget(tx: Tx, dataGroupId: string): Promise<TargetOf<'data-group'> | null> {
  const found = await findTarget(tx, 'data-group', dataGroupId);
  if (!found?.studyId || !found.patientId || !found.enrollmentId) return null;
  const { organizationId, studyId, patientId, enrollmentId } = found;
  return { kind: 'data-group', organizationId, studyId, patientId, enrollmentId, dataGroupId };
}

/** The key that uploads are sealed for now; null before the study team made one. */
export async function primaryPublicKeyset(
  tx: Tx,
  dataGroupId: string,
): Promise<{ tinkKeyId: number; publicKeyset: string } | null> {
  const [row] = await tx.$queryRaw<{ tink_key_id: bigint; public_keyset: string }[]>`
    SELECT * FROM primary_public_keyset(${dataGroupId}::uuid)`;
  return row ? { tinkKeyId: Number(row.tink_key_id), publicKeyset: row.public_keyset } : null;
}
