import 'server-only';
import { findTarget, type TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';

export async function studyTarget(tx: Tx, studyId: string): Promise<TargetOf<'study'> | null> {
  const found = await findTarget(tx, 'study', studyId);
  return found?.studyId ? { kind: 'study', organizationId: found.organizationId, studyId: found.studyId } : null;
}
