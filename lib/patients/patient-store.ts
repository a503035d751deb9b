import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';

/** A patient belongs to several organizations, so the organization comes from the path; the database says if it fits. */
export async function patientTarget(
  tx: Tx,
  organizationId: string,
  patientId: string,
): Promise<TargetOf<'patient'> | null> {
  const [row] = await tx.$queryRaw<{ organization_id: string; patient_id: string }[]>`
    SELECT * FROM find_patient_target(${organizationId}::uuid, ${patientId}::uuid)`;
  return row ? { kind: 'patient', organizationId: row.organization_id, patientId: row.patient_id } : null;
}
