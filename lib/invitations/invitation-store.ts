import 'server-only';
import type { Role } from '@/lib/authorization/permissions';
import { findTarget, type TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import type { Locale } from '@/lib/i18n/locale';
import { enrollmentTarget } from '@/lib/patients/enrollment-store';

/** An invitation of a patient is judged as its enrollment; one of a practitioner is none of this. */
export async function patientInvitationTarget(
  tx: Tx,
  invitationId: string,
): Promise<TargetOf<'enrollment'> | null> {
  const found = await findTarget(tx, 'invitation', invitationId);
  return found?.enrollmentId ? enrollmentTarget(tx, found.enrollmentId) : null;
}

export async function practitionerInvitationTarget(
  tx: Tx,
  invitationId: string,
): Promise<TargetOf<'organization'> | null> {
  const found = await findTarget(tx, 'invitation', invitationId);
  if (!found || found.enrollmentId) return null;
  return { kind: 'organization', organizationId: found.organizationId };
}

type Secret = {
  email: string;
  tokenHash: Uint8Array<ArrayBuffer>;
  createdBy: string;
  locale: Locale;
};

/** A new invitation, or a new secret and a new week for the one that stands open: the former link ends at once. */
export async function openPatientInvitation(
  tx: Tx,
  { organizationId, enrollmentId }: TargetOf<'enrollment'>,
  { email, tokenHash, createdBy, locale }: Secret,
): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO invitation (kind, organization_id, enrollment_id, email, token_hash, created_by, locale, expires_at)
    VALUES ('patient', ${organizationId}::uuid, ${enrollmentId}::uuid, ${email}, ${tokenHash}, ${createdBy}::uuid, ${locale},
            wellkept_now() + interval '7 days')
    ON CONFLICT (enrollment_id) WHERE enrollment_id IS NOT NULL AND accepted_at IS NULL AND revoked_at IS NULL
    DO UPDATE SET email = excluded.email, token_hash = excluded.token_hash, created_by = excluded.created_by,
       locale = excluded.locale, expires_at = excluded.expires_at, sent_at = wellkept_now(), opened_at = NULL,
       code_hash = NULL, code_expires_at = NULL, code_attempts = 0, codes_sent = 0
    RETURNING id`;
  return inserted(row);
}

/** The one before it to the same address and organization is revoked: the newest role counts. */
export async function openPractitionerInvitation(
  tx: Tx,
  organizationId: string,
  role: Role,
  { email, tokenHash, createdBy, locale }: Secret,
): Promise<string> {
  await tx.$executeRaw`
    UPDATE invitation SET revoked_at = wellkept_now()
     WHERE organization_id = ${organizationId}::uuid AND kind = 'practitioner' AND email = ${email}
       AND accepted_at IS NULL AND revoked_at IS NULL`;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO invitation (kind, organization_id, role, email, token_hash, created_by, locale, expires_at)
    VALUES ('practitioner', ${organizationId}::uuid, ${role}::practitioner_role, ${email}, ${tokenHash}, ${createdBy}::uuid,
            ${locale}, wellkept_now() + interval '7 days')
    RETURNING id`;
  return inserted(row);
}

function inserted(row: { id: string } | undefined): string {
  if (!row) throw new Error('an invitation was not inserted');
  return row.id;
}

/** False when it was answered or revoked before. */
export async function revokeInvitation(tx: Tx, invitationId: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE invitation SET revoked_at = wellkept_now()
     WHERE id = ${invitationId}::uuid AND accepted_at IS NULL AND revoked_at IS NULL`;
  return changed === 1;
}

export async function revokeOpenInvitations(tx: Tx, enrollmentId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE invitation SET revoked_at = wellkept_now()
     WHERE enrollment_id = ${enrollmentId}::uuid AND accepted_at IS NULL AND revoked_at IS NULL`;
}

/** What the letter says, and what has to be right before it is written. */
export type Invited = {
  organizationName: string;
  studyName: string;
  studyContact: string;
  inviterName: string;
  patientId: string;
  patientEmail: string | null;
  accountEmail: string | null;
};

export async function invitedPatient(tx: Tx, enrollmentId: string, inviterId: string): Promise<Invited> {
  const [row] = await tx.$queryRaw<Invited[]>`
    SELECT o.name AS "organizationName", s.name AS "studyName", s.contact AS "studyContact", p.id AS "patientId", p.email AS "patientEmail",
           (SELECT u.email FROM user_account u WHERE u.id = p.user_id) AS "accountEmail",
           (SELECT u.name FROM user_account u WHERE u.id = ${inviterId}::uuid) AS "inviterName"
      FROM enrollment e JOIN patient p ON p.id = e.patient_id
      JOIN study s ON s.id = e.study_id JOIN organization o ON o.id = e.organization_id
     WHERE e.id = ${enrollmentId}::uuid`;
  if (!row) throw new Error('an invited patient is not visible');
  return row;
}

export async function keepEmail(tx: Tx, patientId: string, email: string): Promise<void> {
  await tx.$executeRaw`UPDATE patient SET email = ${email} WHERE id = ${patientId}::uuid AND email IS NULL`;
}

export async function invitingOrganization(
  tx: Tx,
  organizationId: string,
  inviterId: string,
): Promise<{ organizationName: string; inviterName: string }> {
  const [row] = await tx.$queryRaw<{ organizationName: string; inviterName: string }[]>`
    SELECT o.name AS "organizationName", (SELECT u.name FROM user_account u WHERE u.id = ${inviterId}::uuid) AS "inviterName"
      FROM organization o WHERE o.id = ${organizationId}::uuid`;
  if (!row) throw new Error('an inviting organization is not visible');
  return row;
}
