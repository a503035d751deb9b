import 'server-only';
import { findTarget, isId, type TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import type { Locale } from '@/lib/i18n/locale';
import type { Emergency, EmergencyPatient, EmergencyState, EmergencyStudy } from './emergency';
import type { EmergencyStudyFilter } from './emergency-schema';

type Target = TargetOf<'emergency-access'>;

export async function emergencyTarget(tx: Tx, emergencyId: string): Promise<Target | null> {
  if (!isId(emergencyId)) return null;
  const [found] = await tx.$queryRaw<{ organizationId: string; studyId: string }[]>`
    SELECT organization_id AS "organizationId", study_id AS "studyId" FROM find_emergency(${emergencyId}::uuid)`;
  return found ? { kind: 'emergency-access', ...found } : null;
}

/** What is asked for is judged as part of the study's organization. */
export async function newEmergencyTarget(tx: Tx, studyId: string): Promise<Target | null> {
  const found = await findTarget(tx, 'study', studyId);
  return found && { kind: 'emergency-access', organizationId: found.organizationId, studyId };
}

/** What the database says of an act: it judges again who asks, past row security. */
export type EmergencyOutcome = 'done' | 'not-allowed' | 'own' | 'not-open' | 'exists';

type NewEmergency = { studyId: string; reason: string; minutes: number };

export async function insertEmergency(
  tx: Tx,
  { studyId, reason, minutes }: NewEmergency,
): Promise<{ outcome: EmergencyOutcome; id: string | null }> {
  const [row] = await tx.$queryRaw<{ outcome: EmergencyOutcome; id: string | null }[]>`
    SELECT outcome, id FROM emergency_request(${studyId}::uuid, ${reason}, ${minutes}::int)`;
  return row ?? { outcome: 'not-allowed', id: null };
}

export async function decideEmergency(
  tx: Tx,
  emergencyId: string,
  answer: 'approve' | 'decline',
): Promise<EmergencyOutcome> {
  const [row] = await tx.$queryRaw<{ outcome: EmergencyOutcome }[]>`
    SELECT emergency_decide(${emergencyId}::uuid, ${answer === 'approve'}) AS outcome`;
  return row?.outcome ?? 'not-allowed';
}

export async function endEmergencyNow(tx: Tx, emergencyId: string): Promise<EmergencyOutcome> {
  const [row] = await tx.$queryRaw<{ outcome: EmergencyOutcome }[]>`
    SELECT emergency_end(${emergencyId}::uuid) AS outcome`;
  return row?.outcome ?? 'not-allowed';
}

type Row = {
  id: string;
  state: EmergencyState;
  organization_id: string;
  organization_name: string;
  study_id: string;
  study_name: string;
  reason: string;
  minutes: number;
  requested_by: string;
  requester_name: string;
  requested_at: Date;
  decider_name: string | null;
  decided_at: Date | null;
  ends_at: Date | null;
  ender_name: string | null;
  ended_at: Date | null;
};

type Which = { organizationId?: string; emergencyId?: string };

/** Open ones first, then the newest. Whoever may decide none of them gets none. */
export async function emergencies(tx: Tx, { organizationId, emergencyId }: Which): Promise<Emergency[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM emergency_list(${organizationId ?? null}::uuid, ${emergencyId ?? null}::uuid)`;
  return rows.map(toEmergency);
}

function toEmergency(row: Row): Emergency {
  return {
    id: row.id,
    state: row.state,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    studyId: row.study_id,
    studyName: row.study_name,
    reason: row.reason,
    minutes: row.minutes,
    requestedBy: row.requested_by,
    requesterName: row.requester_name,
    requestedAt: row.requested_at,
    deciderName: row.decider_name,
    decidedAt: row.decided_at,
    endsAt: row.ends_at,
    enderName: row.ender_name,
    endedAt: row.ended_at,
  };
}

export function emergencyStudies(tx: Tx, { q, study }: EmergencyStudyFilter): Promise<EmergencyStudy[]> {
  return tx.$queryRaw<EmergencyStudy[]>`
    SELECT study_id AS "studyId", study_name AS "studyName", organization_path AS "organizationPath"
      FROM emergency_studies(${q === '' ? null : q}, ${study}::uuid)`;
}

export function managersToTell(tx: Tx, studyId: string): Promise<{ email: string; locale: Locale }[]> {
  return tx.$queryRaw<{ email: string; locale: Locale }[]>`
    SELECT email, locale FROM emergency_managers(${studyId}::uuid)`;
}

type PatientRow = {
  patient_id: string;
  pseudonym: string;
  scope_code: string | null;
  scope_name: string | null;
  readings: bigint;
};

/** Enrolled patients with what each shares at this moment; nobody unless it runs and the caller asked for it. */
export async function emergencyPatients(tx: Tx, emergencyId: string): Promise<EmergencyPatient[]> {
  const rows = await tx.$queryRaw<PatientRow[]>`SELECT * FROM emergency_patients(${emergencyId}::uuid)`;
  return [...Map.groupBy(rows, ({ patient_id }) => patient_id)].map(([patientId, ofOne]) => ({
    patientId,
    pseudonym: ofOne[0]?.pseudonym ?? '',
    scopes: ofOne.flatMap(({ scope_code: code, scope_name: name, readings }) =>
      code === null || name === null ? [] : [{ code, name, readings: Number(readings) }],
    ),
  }));
}
