import 'server-only';
import { findTarget, type TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';

export async function organizationTarget(
  tx: Tx,
  organizationId: string,
): Promise<TargetOf<'organization'> | null> {
  const found = await findTarget(tx, 'organization', organizationId);
  return found && { kind: 'organization', organizationId: found.organizationId };
}
