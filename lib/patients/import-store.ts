import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Tx } from '@/lib/db/transaction';
import type { ImportedPatient } from './import-schema';

/** In parts, because a statement ends after five seconds whatever it does. */
const PART = 1_000;

function parts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PART) }, (_, n) => all.slice(n * PART, (n + 1) * PART));
}

/** The lines whose identifier another patient of this organization has. */
export async function takenIdentifiers(
  tx: Tx,
  organizationId: string,
  patients: readonly ImportedPatient[],
): Promise<Set<number>> {
  const with_ = patients.flatMap(({ line, identifiers }) => identifiers.map((each) => ({ line, ...each })));
  const taken = new Set<number>();
  for (const part of parts(with_)) {
    const rows = await tx.$queryRaw<{ line: number }[]>`
      SELECT given.line FROM unnest(${part.map(({ line }) => line)}::int[], ${part.map(({ system }) => system)}::text[],
                                    ${part.map(({ value }) => value)}::text[]) given (line, system, value)
        JOIN patient_identifier i ON i.organization_id = ${organizationId}::uuid
                                 AND i.system = given.system AND i.value = given.value`;
    for (const { line } of rows) taken.add(line);
  }
  return taken;
}

/** The lines that look like somebody of this organization, by the rules of possibleDuplicates. */
export async function alikeLines(
  tx: Tx,
  organizationId: string,
  patients: readonly ImportedPatient[],
): Promise<Set<number>> {
  const alike = new Set<number>();
  for (const part of parts(patients)) {
    const rows = await tx.$queryRaw<{ line: number }[]>`
      WITH given AS (
        SELECT * FROM unnest(${part.map(({ line }) => line)}::int[], ${part.map(({ name }) => name)}::text[],
          ${part.map(({ birthDate }) => birthDate)}::date[], ${part.map(({ email }) => email)}::text[])
          given (line, name, birth_date, email)
      ), own AS MATERIALIZED (
        SELECT p.name, p.birth_date, p.email FROM patient p JOIN patient_organization po ON po.patient_id = p.id
         WHERE po.organization_id = ${organizationId}::uuid
      )
      SELECT given.line FROM given JOIN own ON own.email = given.email
      UNION
      SELECT given.line FROM given JOIN own ON lower(own.name) = lower(given.name)
       WHERE own.birth_date IS NULL OR given.birth_date IS NULL OR own.birth_date = given.birth_date`;
    for (const { line } of rows) alike.add(line);
  }
  return alike;
}

/** The ids are made here: row security shows a patient only after it belongs to an organization. */
export async function insertPatients(
  tx: Tx,
  organizationId: string,
  patients: readonly ImportedPatient[],
): Promise<string[]> {
  const made = patients.map((patient) => ({ ...patient, id: randomUUID() }));
  for (const part of parts(made)) {
    const ids = part.map(({ id }) => id);
    await tx.$executeRaw`
      INSERT INTO patient (id, name, birth_date, email)
      SELECT * FROM unnest(${ids}::uuid[], ${part.map(({ name }) => name)}::text[],
        ${part.map(({ birthDate }) => birthDate)}::date[], ${part.map(({ email }) => email)}::text[])`;
    await tx.$executeRaw`
      INSERT INTO patient_organization (patient_id, organization_id) SELECT unnest(${ids}::uuid[]), ${organizationId}::uuid`;
    const numbers = part.flatMap(({ id, identifiers }) => identifiers.map((each) => ({ id, ...each })));
    await tx.$executeRaw`
      INSERT INTO patient_identifier (patient_id, organization_id, system, value)
      SELECT given.id, ${organizationId}::uuid, given.system, given.value
        FROM unnest(${numbers.map(({ id }) => id)}::uuid[], ${numbers.map(({ system }) => system)}::text[],
                    ${numbers.map(({ value }) => value)}::text[]) given (id, system, value)`;
  }
  return made.map(({ id }) => id);
}
