import 'server-only';
import { randomUUID } from 'node:crypto';
import { isId, type TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { isUniqueViolation } from '@/lib/db/violation';
import { AppError } from '@/lib/errors';
import type { Identifier, PossibleDuplicate } from './patient';

/** A patient belongs to several organizations, so the organization comes from the path; the database says if it fits. */
export async function patientTarget(
  tx: Tx,
  organizationId: string,
  patientId: string,
): Promise<TargetOf<'patient'> | null> {
  if (!isId(organizationId) || !isId(patientId)) return null;
  const [row] = await tx.$queryRaw<{ organization_id: string; patient_id: string }[]>`
    SELECT * FROM find_patient_target(${organizationId}::uuid, ${patientId}::uuid)`;
  return row ? { kind: 'patient', organizationId: row.organization_id, patientId: row.patient_id } : null;
}

type NewPatient = {
  organizationId: string;
  name: string;
  birthDate: string | null;
  email: string | null;
  identifiers: readonly Identifier[];
};

/**
 * Three plain inserts with an id made here: row security shows a patient only after it belongs to an organization, so
 * nothing may be read back in between.
 */
export async function insertPatient(
  tx: Tx,
  { organizationId, identifiers, ...patient }: NewPatient,
): Promise<string> {
  const id = randomUUID();
  const birthDate = patient.birthDate === null ? null : new Date(patient.birthDate);
  await tx.patient.createMany({ data: [{ id, name: patient.name, email: patient.email, birthDate }] });
  await tx.patientOrganization.createMany({ data: [{ patientId: id, organizationId }] });
  await insertIdentifiers(tx, { patientId: id, organizationId }, identifiers);
  return id;
}

type Of = { patientId: string; organizationId: string };

async function insertIdentifiers(tx: Tx, of: Of, identifiers: readonly Identifier[]): Promise<void> {
  try {
    await tx.patientIdentifier.createMany({
      data: identifiers.map(({ system, value }) => ({ ...of, system, value })),
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('CONFLICT', 'Another patient of this organization has this identifier.', {
      identifiers: ['Another patient of this organization has this identifier.'],
    });
  }
}

/** Until this transaction ends nobody else changes the record. */
export async function lockPatient(tx: Tx, patientId: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM patient WHERE id = ${patientId}::uuid FOR NO KEY UPDATE`;
}

/** The person's own record, and the identifiers this organization gave; those of others stay. */
export async function updatePatient(
  tx: Tx,
  patientId: string,
  { organizationId, identifiers, name, email, birthDate }: NewPatient,
): Promise<void> {
  const day = birthDate === null ? null : new Date(birthDate);
  await tx.patient.update({
    where: { id: patientId },
    data: { name, email, birthDate: day },
    select: { id: true },
  });
  await tx.patientIdentifier.deleteMany({ where: { patientId, organizationId } });
  await insertIdentifiers(tx, { patientId, organizationId }, identifiers);
}

/** Which of these the organization knows. */
export async function knownPatients(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT po.patient_id AS id FROM patient_organization po
     WHERE po.organization_id = ${organizationId}::uuid AND po.patient_id = ANY (${ids}::uuid[])`;
  return rows.map(({ id }) => id);
}

/** Who may be the same person: same address, or same name without a different birth date. Own organization only. */
export function possibleDuplicates(tx: Tx, candidate: NewPatient): Promise<PossibleDuplicate[]> {
  const { organizationId, name, birthDate, email, identifiers } = candidate;
  const values = identifiers.map(({ value }) => value);
  return tx.$queryRaw<PossibleDuplicate[]>`
    SELECT p.id, p.name, p.birth_date::text AS "birthDate", p.email
      FROM patient p JOIN patient_organization po ON po.patient_id = p.id
     WHERE po.organization_id = ${organizationId}::uuid
       AND (p.email = ${email}::text
            OR (lower(p.name) = lower(${name})
                AND (p.birth_date IS NULL OR ${birthDate}::date IS NULL OR p.birth_date = ${birthDate}::date))
            OR EXISTS (SELECT FROM patient_identifier i WHERE i.patient_id = p.id
                          AND i.organization_id = po.organization_id AND i.value = ANY(${values}::text[])))
     ORDER BY lower(p.name), p.id LIMIT 10`;
}
