import 'server-only';
import { randomUUID } from 'node:crypto';
import type { EnrollmentState } from '@/lib/authorization/question';
import { findTarget, type TargetOf } from '@/lib/authorization/target-store';
import { Prisma } from '@/lib/db/generated/client';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import {
  invitationColumns,
  type InvitationColumns,
  toInvitation,
} from '@/lib/invitations/invitation-columns-store';
import type { ConsentOfScope, EnrollmentRow, StudyPatientRow } from './patient';

export async function enrollmentTarget(tx: Tx, enrollmentId: string): Promise<TargetOf<'enrollment'> | null> {
  const found = await findTarget(tx, 'enrollment', enrollmentId);
  if (!found?.studyId || !found.patientId || !found.enrollmentId) return null;
  const { organizationId, studyId, patientId } = found;
  return { kind: 'enrollment', organizationId, studyId, patientId, enrollmentId: found.enrollmentId };
}

/** Readings can be sealed for the enrollment `e`. */
const hasDataGroup = Prisma.sql`EXISTS (SELECT FROM data_group d JOIN data_group_key k ON k.data_group_id = d.id
  WHERE d.enrollment_id = e.id AND d.closed_at IS NULL AND k.status = 'primary')`;

/**
 * One enrollment for a study and a patient: whoever withdrew is invited again in the same row, with its history. Null when
 * the patient is invited or in the study already.
 */
export async function enroll(tx: Tx, studyId: string, patientId: string): Promise<string | null> {
  const id = randomUUID();
  const inserted = await tx.$executeRaw`
    INSERT INTO enrollment (id, study_id, patient_id) VALUES (${id}::uuid, ${studyId}::uuid, ${patientId}::uuid)
    ON CONFLICT (study_id, patient_id) DO NOTHING`;
  if (inserted === 1) return id;
  const [again] = await tx.$queryRaw<{ id: string }[]>`
    UPDATE enrollment SET state = 'invited', ended_at = NULL
     WHERE study_id = ${studyId}::uuid AND patient_id = ${patientId}::uuid AND state = 'withdrawn' RETURNING id`;
  return again?.id ?? null;
}

export async function lockEnrollment(
  tx: Tx,
  enrollmentId: string,
): Promise<{ state: EnrollmentState; hasDataGroup: boolean }> {
  const [row] = await tx.$queryRaw<{ state: EnrollmentState; hasDataGroup: boolean }[]>`
    SELECT e.state::text, ${hasDataGroup} AS "hasDataGroup"
      FROM enrollment e WHERE e.id = ${enrollmentId}::uuid FOR UPDATE OF e`;
  if (!row) throw new AppError('NOT_FOUND', 'Not found.');
  return row;
}

export async function endEnrollment(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE enrollment SET state = 'withdrawn', ended_at = wellkept_now() WHERE id = ${id}::uuid`;
}

type Found = InvitationColumns & {
  id: string;
  studyId: string;
  studyName: string;
  studyState: EnrollmentRow['study']['state'];
  state: EnrollmentState;
  createdAt: Date;
  activatedAt: Date | null;
  endedAt: Date | null;
  hasDataGroup: boolean;
};

/** A patient's enrollments in one organization's studies, with the newest invitation of each. */
export async function enrollmentsOf(
  tx: Tx,
  organizationId: string,
  patientId: string,
): Promise<EnrollmentRow[]> {
  const rows = await tx.$queryRaw<Found[]>`
    SELECT e.id, s.id AS "studyId", s.name AS "studyName", s.state::text AS "studyState", e.state::text,
           e.created_at AS "createdAt", e.activated_at AS "activatedAt", e.ended_at AS "endedAt",
           ${hasDataGroup} AS "hasDataGroup", ${invitationColumns}
      FROM enrollment e JOIN study s ON s.id = e.study_id
      LEFT JOIN LATERAL (SELECT * FROM invitation n WHERE n.enrollment_id = e.id ORDER BY n.created_at DESC, n.id LIMIT 1) i ON true
     WHERE e.patient_id = ${patientId}::uuid AND e.organization_id = ${organizationId}::uuid
     ORDER BY e.created_at DESC, e.id`;
  const consents = await consentsOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    study: { id: row.studyId, name: row.studyName, state: row.studyState },
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    activatedAt: row.activatedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    hasDataGroup: row.hasDataGroup,
    invitation: toInvitation(row),
    consents: consents.get(row.id) ?? [],
  }));
}

type FoundConsent = Omit<ConsentOfScope, 'decidedAt' | 'endsAt'> & {
  enrollmentId: string;
  decidedAt: Date | null;
  endsAt: Date | null;
};

/** By enrollment, required scopes first. */
async function consentsOf(tx: Tx, enrollmentIds: string[]): Promise<Map<string, ConsentOfScope[]>> {
  const rows = await tx.$queryRaw<FoundConsent[]>`
    SELECT e.id AS "enrollmentId", r.scope_id::int AS "scopeId", c.code, c.name, c.plain_name_en AS "patientWord", r.required AS "isRequired",
           state.state, state.decided_at AS "decidedAt", state.ends_at AS "endsAt"
      FROM enrollment e
      JOIN scope_request r ON r.study_id = e.study_id AND r.removed_at IS NULL
      JOIN scope c ON c.id = r.scope_id
      LEFT JOIN LATERAL consent_state_at(e.id, r.scope_id, clock_timestamp()) state ON true
     WHERE e.id = ANY (${enrollmentIds}::uuid[])
     ORDER BY r.required DESC, r.created_at, r.scope_id`;
  const found = new Map<string, ConsentOfScope[]>();
  for (const { enrollmentId, decidedAt, endsAt, ...row } of rows) {
    const consents = found.get(enrollmentId) ?? [];
    consents.push({
      ...row,
      decidedAt: decidedAt?.toISOString() ?? null,
      endsAt: endsAt?.toISOString() ?? null,
    });
    found.set(enrollmentId, consents);
  }
  return found;
}

type FoundInStudy = InvitationColumns & Omit<StudyPatientRow, 'invitation'>;

export async function patientsOfStudy(tx: Tx, studyId: string): Promise<StudyPatientRow[]> {
  const rows = await tx.$queryRaw<FoundInStudy[]>`
    SELECT e.id AS "enrollmentId", p.id AS "patientId", p.name, p.email, e.state::text,
           ${hasDataGroup} AS "hasDataGroup", ${invitationColumns}
      FROM enrollment e JOIN patient p ON p.id = e.patient_id
      LEFT JOIN LATERAL (SELECT * FROM invitation n WHERE n.enrollment_id = e.id ORDER BY n.created_at DESC, n.id LIMIT 1) i ON true
     WHERE e.study_id = ${studyId}::uuid
     ORDER BY lower(p.name), p.id`;
  return rows.map((row) => ({
    enrollmentId: row.enrollmentId,
    patientId: row.patientId,
    name: row.name,
    email: row.email,
    state: row.state,
    hasDataGroup: row.hasDataGroup,
    invitation: toInvitation(row),
  }));
}

/** Open studies of the organization that the patient is not in: where they can be invited. */
export function openStudiesFor(
  tx: Tx,
  organizationId: string,
  patientId: string,
): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw`
    SELECT s.id, s.name FROM study s
     WHERE s.organization_id = ${organizationId}::uuid AND s.state = 'active'
       AND NOT EXISTS (SELECT FROM enrollment e WHERE e.study_id = s.id AND e.patient_id = ${patientId}::uuid AND e.state <> 'withdrawn')
     ORDER BY lower(s.name), s.id`;
}
