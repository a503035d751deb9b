import 'server-only';
import { findTarget, type TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';

export async function enrollmentTarget(tx: Tx, enrollmentId: string): Promise<TargetOf<'enrollment'> | null> {
  const found = await findTarget(tx, 'enrollment', enrollmentId);
  if (!found?.studyId || !found.patientId || !found.enrollmentId) return null;
  const { organizationId, studyId, patientId } = found;
  return { kind: 'enrollment', organizationId, studyId, patientId, enrollmentId: found.enrollmentId };
}
