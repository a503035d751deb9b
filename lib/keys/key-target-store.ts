import 'server-only';
import { findTarget, type Found, type TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { NIL } from '@/lib/db/transaction';

export function ownAccount(userId: string): TargetOf<'account'> {
  return { kind: 'account', organizationId: NIL, userId };
}

export async function keyedOrganization(tx: Tx, id: string): Promise<TargetOf<'organization'> | null> {
  const found = await findTarget(tx, 'organization', id);
  return found && { kind: 'organization', organizationId: found.organizationId };
}

export async function keyedStudy(tx: Tx, id: string): Promise<TargetOf<'study'> | null> {
  const found = await findTarget(tx, 'study', id);
  return found && { kind: 'study', organizationId: found.organizationId, studyId: id };
}

export async function keyedEnrollment(tx: Tx, id: string): Promise<TargetOf<'enrollment'> | null> {
  return asEnrollment(await findTarget(tx, 'enrollment', id));
}

type Row = { organization_id: string; study_id: string; patient_id: string; enrollment_id: string };

export async function enrollmentOf(
  tx: Tx,
  studyId: string,
  patientId: string,
): Promise<TargetOf<'enrollment'> | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT * FROM find_enrollment_target(${studyId}::uuid, ${patientId}::uuid)`;
  if (!row) return null;
  const { organization_id: organizationId, enrollment_id: enrollmentId } = row;
  return { kind: 'enrollment', organizationId, studyId, patientId, enrollmentId };
}

function asEnrollment(found: Found | null): TargetOf<'enrollment'> | null {
  if (!found?.studyId || !found.patientId || !found.enrollmentId) return null;
  const { organizationId, studyId, patientId, enrollmentId } = found;
  return { kind: 'enrollment', organizationId, studyId, patientId, enrollmentId };
}
