import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { Facts, Principal, Target } from './question';

type Row = {
  role: Facts['role'];
  own_patient: boolean;
  study_state: Facts['studyState'];
  enrollment_state: Facts['enrollmentState'];
  consent_state: string | null;
  consent_ends_at: Date | null;
  second_factor_missing: boolean;
};

/** Everything the six layers ask about, in one round trip, in the transaction of the act itself. */
export async function loadFacts(tx: Tx, principal: Principal, target: Target): Promise<Facts> {
  const studyId = 'studyId' in target ? target.studyId : null;
  const patientId = 'patientId' in target ? target.patientId : null;
  const scopeId = 'scopeId' in target ? target.scopeId : null;
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT *, second_factor_missing(${principal.userId}::uuid, ${principal.sessionId}::uuid, ${target.organizationId}::uuid)
      FROM authorization_facts(${principal.userId}::uuid, ${target.organizationId}::uuid, ${studyId}::uuid,
      ${patientId}::uuid, ${scopeId}::smallint)`;
  return {
    role: row?.role ?? null,
    ownPatient: row?.own_patient ?? false,
    clientDataGroupId: principal.userType === 'client' ? await dataGroupOf(tx, principal.userId) : null,
    studyState: row?.study_state ?? null,
    enrollmentState: row?.enrollment_state ?? null,
    secondFactorMissing: row?.second_factor_missing ?? false,
    consent: row?.consent_state ? { state: row.consent_state, endsAt: row.consent_ends_at } : null,
    emergency:
      principal.userType === 'super_admin' && studyId !== null
        ? await emergencyOf(tx, principal.userId, studyId)
        : null,
  };
}

async function emergencyOf(tx: Tx, userId: string, studyId: string): Promise<Facts['emergency']> {
  const [row] = await tx.$queryRaw<{ beganAt: Date; endsAt: Date }[]>`
    SELECT began_at AS "beganAt", ends_at AS "endsAt" FROM emergency_of(${userId}::uuid, ${studyId}::uuid)`;
  return row ?? null;
}

async function dataGroupOf(tx: Tx, deviceId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<
    { id: string | null }[]
  >`SELECT data_group_of_device(${deviceId}::uuid) AS id`;
  return row?.id ?? null;
}
